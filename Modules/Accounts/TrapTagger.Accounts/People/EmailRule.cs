using System.Globalization;
using System.Net.Mail;

namespace TrapTagger.Accounts;

/// <summary>
/// Which e-mail addresses people have. Kept in ASCII: a look-alike letter before the @ is refused, and one after it
/// shows as what it is (xn--…). Compared without regard to case; a dot after the host says nothing, and one in the name
/// before the @ makes another address, as at most hosts it does.
/// </summary>
internal static class EmailRule
{
    internal const int Longest = 254;

    internal const string Wrong = "Give an e-mail address: it looks like name@example.org.";

    /// <summary>As it is kept; null when it is none.</summary>
    internal static string? Tidy(string? given)
    {
        var text = given?.Trim() ?? "";
        if (text.Length > Longest || !MailAddress.TryCreate(text, out var address) || address.Address != text
            || !IsPlain(address.User) || Ascii(address.Host) is not { } host)
        {
            return null;
        }
        var tidy = $"{address.User}@{host}";
        return tidy.Length <= Longest ? tidy : null;
    }

    /// <summary>Why an address can't be used, in words for the form; null when it can.</summary>
    internal static string? Reject(string? given) => Tidy(given) is not null
        ? null
        : MailAddress.TryCreate(given, out var address) && !address.User.All(char.IsAscii)
            ? "Give an e-mail address with plain letters before the @: no accents, and none of another alphabet."
            : Wrong;

    /// <summary>What mail servers take without quotes (RFC 5322's dot-atom).</summary>
    private static bool IsPlain(string name) =>
        name.All(c => char.IsAscii(c) && c is not ('"' or ' ')) && name.Split('.').All(part => part.Length > 0);

    private static string? Ascii(string host)
    {
        try
        {
            var ascii = new IdnMapping().GetAscii(host).ToLowerInvariant().TrimEnd('.');
            return Uri.CheckHostName(ascii) == UriHostNameType.Dns ? ascii : null;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
