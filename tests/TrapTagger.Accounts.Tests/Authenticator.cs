using TrapTagger.Testing;

namespace TrapTagger.Accounts.Tests;

/// <summary>An app on somebody's phone.</summary>
internal static class Authenticator
{
    internal static async Task<(byte[] Secret, IReadOnlyList<string> Codes)> SetUpBy(Visitor person, TestClock clock)
    {
        var page = await person.Opens("/account/second-factor");
        Assert.NotNull(page.Html.QuerySelector("svg.qr path")!.GetAttribute("d"));
        var secret = Bytes(page.Html.QuerySelector(".secret")!.TextContent);
        var seen = await person.Submits(page.Form(), ("code", Code(secret, clock)));
        return (secret, [.. seen.Html.QuerySelectorAll(".codes code").Select(c => c.TextContent)]);
    }

    internal static string Code(byte[] secret, TestClock clock, int steps = 0) =>
        Totp.CodeAt(secret, Totp.StepAt(clock.GetUtcNow()) + steps);

    /// <summary>What an app makes of the key that a person typed.</summary>
    private static byte[] Bytes(string key)
    {
        var bits = string.Concat(key.Where(c => c != ' ')
            .Select(c => Convert.ToString("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(c), 2).PadLeft(5, '0')));
        return [.. bits.Chunk(8).Where(b => b.Length == 8).Select(b => Convert.ToByte(new string(b), 2))];
    }
}
