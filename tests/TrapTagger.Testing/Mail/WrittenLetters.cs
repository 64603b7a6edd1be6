using System.Text.Json;

namespace TrapTagger.Testing;

/// <summary>A letter as it waits to be sent, or was.</summary>
public sealed record WrittenLetter(
    string To, string Subject, string Name, IReadOnlyList<string> Paragraphs, WrittenButton? Button,
    IReadOnlyList<string> Closing)
{
    public string Text => string.Join('\n', [.. Paragraphs, .. Closing]);

    /// <summary>Where its button leads on this site.</summary>
    public string Path => new Uri(Button!.Address).PathAndQuery;
}

public sealed record WrittenButton(string Text, string Address, bool IsSecret);

public static class WrittenLetters
{
    /// <summary>What the site wrote to anybody, in order.</summary>
    public static async Task<IReadOnlyList<WrittenLetter>> Letters(this SiteRows rows) =>
    [
        .. (await rows.Rows<string>("SELECT content FROM mail ORDER BY id"))
            .Select(content => JsonSerializer.Deserialize<WrittenLetter>(rows.Unsealed(content))!),
    ];

    /// <summary>What the site wrote to one person: each letter's subject and all its words.</summary>
    public static async Task<IReadOnlyList<string>> MailTo(this SiteRows rows, string email) =>
    [
        .. (await rows.Rows<string>("SELECT content FROM mail WHERE recipient = @email ORDER BY id", new { email }))
            .Select(rows.Unsealed),
    ];

    /// <summary>The only letter to that address.</summary>
    public static async Task<WrittenLetter> LetterTo(this SiteRows rows, string address) =>
        Xunit.Assert.Single(await rows.Letters(), l => l.To == address);
}
