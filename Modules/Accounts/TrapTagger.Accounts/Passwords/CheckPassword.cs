using Microsoft.AspNetCore.Identity;

namespace TrapTagger.Accounts;

/// <summary>
/// Whether a password is a person's. Takes as long for nobody's as for somebody's: the time must not tell which
/// addresses exist.
/// </summary>
internal sealed class CheckPassword(UserManager<Person> people)
{
    internal async Task<bool> IsRightAsync(Person? person, string password)
    {
        if (person?.PasswordHash is not null)
        {
            return await people.CheckPasswordAsync(person, password);
        }
        people.PasswordHasher.HashPassword(new(), password);
        return false;
    }
}
