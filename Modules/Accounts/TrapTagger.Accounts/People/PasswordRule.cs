using Microsoft.AspNetCore.Identity;

namespace TrapTagger.Accounts;

/// <summary>Which passwords can be chosen.</summary>
internal static class PasswordRule
{
    /// <summary>Why a password can't be used, in words for the form; null when it can.</summary>
    internal static async Task<string?> RejectPasswordAsync(this UserManager<Person> people, string? password)
    {
        if (string.IsNullOrEmpty(password))
        {
            return "Choose a password.";
        }
        foreach (var validator in people.PasswordValidators)
        {
            if (await validator.ValidateAsync(people, new(), password) is { Succeeded: false } refused)
            {
                return refused.Errors.First().Description;
            }
        }
        return null;
    }
}
