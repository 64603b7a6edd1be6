namespace TrapTagger.Platform.Mail;

/// <summary>A letter to one person; its text and its HTML are made of these words.</summary>
/// <param name="To">An e-mail address, without a name.</param>
/// <param name="Name">Whom it greets; nothing where the name is not known to be the reader's.</param>
/// <param name="Paragraphs">Before the button. A line break in one stays where it is.</param>
public sealed record Letter(
    string To, string Subject, string Name, IReadOnlyList<string> Paragraphs, LetterButton? Button = null)
{
    /// <summary>After the button: how long its link works, and what to do if nobody asked for it.</summary>
    public IReadOnlyList<string> Closing { get; init; } = [];

    /// <summary>As others than its reader may see it.</summary>
    internal Letter WithoutSecret() => Button is { IsSecret: true } button
        ? this with
        {
            Button = null,
            Paragraphs = [.. Paragraphs, $"[Here is the button “{button.Text}”. Its link is for the reader alone.]"],
        }
        : this;
}

/// <summary>A link that looks like a button, with its address in words beneath.</summary>
/// <param name="Address">The whole address, as <see cref="SiteAddress"/> makes it.</param>
/// <param name="IsSecret">
/// Whether whoever has it can do what only the reader may: such a letter's words are removed after a week.
/// </param>
public sealed record LetterButton(string Text, string Address, bool IsSecret = true);
