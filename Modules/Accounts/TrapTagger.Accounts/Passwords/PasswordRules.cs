namespace TrapTagger.Accounts;

/// <summary>
/// What a password must be: long, and not what somebody would guess first. Nothing about digits or signs: such rules
/// make passwords worse (NIST SP 800-63B, OWASP ASVS 5.0 6.2).
/// </summary>
internal static class PasswordRules
{
    internal const int Shortest = 12;
    internal const int Longest = 256;

    /// <summary>Why it can't be the person's password, in words for the form; null when it can.</summary>
    internal static string? Reject(string? password, string name, string email) => password switch
    {
        null or "" => "Choose a password.",
        { Length: < Shortest } => $"Make the password at least {Shortest} characters long: a few words do well.",
        { Length: > Longest } => $"Keep the password under {Longest + 1} characters.",
        _ when CommonPasswords.Contains(password) =>
            "Many people use this password, so it is among the first that strangers try. Choose another one.",
        _ when IsAbout(password, [email, email.Split('@')[0], name, "TrapTagger"]) =>
            "This password is your name or address, or this site's name: strangers try that first. Choose another one.",
        _ when password.Distinct().Count() < 4 =>
            "This password repeats a few characters. Choose a few words instead.",
        _ => null,
    };

    /// <summary>
    /// Whether it is one of the words, or has letters and nothing but one of the words is left of them, however often,
    /// without digits and signs around it.
    /// </summary>
    private static bool IsAbout(string password, string[] words)
    {
        var letters = Letters(password);
        return words.Contains(password, StringComparer.OrdinalIgnoreCase) || (letters.Length > 0
            && words.Select(Letters).Any(
                word => word.Length > 0 && letters.Replace(word, "", StringComparison.Ordinal).Length == 0));
    }

    private static string Letters(string text) => string.Concat(text.ToLowerInvariant().Where(char.IsLetter));
}
