using System.Text.RegularExpressions;
using TrapTagger.Testing;

namespace TrapTagger.Accounts.Tests;

/// <summary>The letters that a site wrote, as their readers see them.</summary>
internal static partial class Letters
{
    internal static IReadOnlyList<string> To(SiteUnderTest site, string email)
    {
        var folder = new DirectoryInfo(Path.Combine(site.Data.FullName, "mail"));
        return !folder.Exists ? [] : [.. folder.GetFiles("*.eml").OrderBy(f => f.CreationTimeUtc)
            .Select(f => File.ReadAllText(f.FullName)).Where(t => t.Contains($"To: {email}", StringComparison.Ordinal))
            .Select(Decode)];
    }

    /// <summary>The path of the link in the newest letter that has one below it.</summary>
    internal static string LinkTo(SiteUnderTest site, string email, string below) => To(site, email)
        .Select(text => Regex.Match(text, $"https?://[^/\\s]+({below}/[\\w-]+)")).Last(m => m.Success).Groups[1].Value;

    private static string Decode(string letter)
    {
        var (head, body) = (letter[..letter.IndexOf("\r\n\r\n", StringComparison.Ordinal)], letter);
        body = letter[head.Length..];
        return head + (head.Contains("base64", StringComparison.OrdinalIgnoreCase)
            ? System.Text.Encoding.UTF8.GetString(Convert.FromBase64String(body.Trim()))
            : Escaped().Replace(
                body.Replace("=\r\n", "", StringComparison.Ordinal),
                m => ((char)Convert.ToByte(m.Groups[1].Value, 16)).ToString()));
    }

    [GeneratedRegex("=([0-9A-F]{2})")]
    private static partial Regex Escaped();
}
