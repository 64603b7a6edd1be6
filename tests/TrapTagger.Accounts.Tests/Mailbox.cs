using System.Text.RegularExpressions;
using TrapTagger.Testing;

namespace TrapTagger.Accounts.Tests;

/// <summary>What a site wrote to people and a worker would send.</summary>
internal static class Mailbox
{
    internal static Task<IReadOnlyList<string>> To(SiteUnderTest site, string email) => site.Rows.MailTo(email);

    /// <summary>The path of the link below a path, in a letter to somebody.</summary>
    internal static async Task<string> LinkTo(SiteUnderTest site, string email, string below) =>
        (await To(site, email)).Select(text => Regex.Match(text, $"https?://[^/\\s]+({below}/[\\w-]+)"))
            .Last(m => m.Success).Groups[1].Value;
}
