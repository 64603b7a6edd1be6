using System.Diagnostics.CodeAnalysis;
using System.Net.Mail;

namespace TrapTagger.Accounts;

/// <summary>What an e-mail address looks like.</summary>
internal static class Emails
{
    internal const int Longest = 254;

    internal const string Reason = "Give an e-mail address: it looks like name@example.org.";

    /// <summary>Only the address: nothing around it, and nothing that a header could be made of.</summary>
    internal static bool IsOne([NotNullWhen(true)] string? text) => text?.Trim() is { Length: > 0 and <= Longest } email
        && MailAddress.TryCreate(email, out var address) && address.Address == email && !email.Any(char.IsControl);
}
