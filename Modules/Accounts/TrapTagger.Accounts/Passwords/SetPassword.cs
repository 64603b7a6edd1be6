using Microsoft.AspNetCore.Identity;
using TrapTagger.Platform.Data;

namespace TrapTagger.Accounts;

/// <summary>Gives a person another password. Whoever is signed in with the old one is not, any more.</summary>
internal sealed class SetPassword(UserManager<Person> people, Sessions sessions)
{
    private const string Change = """
        UPDATE person SET password_hash = @hash, security_stamp = @stamp WHERE id = @person
        """;

    /// <summary>Takes a while, on purpose; so not in a transaction.</summary>
    internal string Hash(Person person, string password) => people.PasswordHasher.HashPassword(person, password);

    /// <param name="but">A session that goes on; 0 ends all.</param>
    internal async Task SaveAsync(DbSession work, long person, string hash, long but = 0)
    {
        await work.ExecuteAsync(Change, new { person, hash, stamp = Guid.NewGuid().ToString("N") });
        await sessions.EndAllAsync(work, person, but);
    }
}
