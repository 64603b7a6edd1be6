namespace TrapTagger.Platform.Mail;

/// <summary>A letter as plain text.</summary>
internal static class LetterText
{
    internal static string Of(Letter letter) => string.Join("\r\n\r\n", Parts(letter)
        .Select(part => part.ReplaceLineEndings("\r\n"))) + "\r\n";

    /// <summary>"Dear Ann Field,".</summary>
    internal static string Greeting(Letter letter) => letter.Name.Length > 0 ? $"Dear {letter.Name}," : "Hello,";

    private static IEnumerable<string> Parts(Letter letter) =>
    [
        Greeting(letter),
        .. letter.Paragraphs,
        .. letter.Button is { } button ? (IEnumerable<string>)[$"{button.Text}:\n{button.Address}"] : [],
        .. letter.Closing,
        "TrapTagger",
    ];
}
