using Microsoft.AspNetCore.Identity;
using TrapTagger.Platform.Data;

namespace TrapTagger.Accounts;

/// <summary>Gives a person another password. Whoever is signed in with the old one is not, any more.</summary>
internal sealed class SetPassword(UserManager<Person> people, Sessions sessions, PasswordLinks links)
{
    private const string Change = """
        UPDATE person SET password_hash = @hash, security_stamp = @stamp WHERE id = @person
        """;

    /// <summary>Takes a while, on purpose; so not in a transaction.</summary>
    internal string Hash(Person person, string password) => people.PasswordHasher.HashPassword(person, password);

    internal Task SaveAsync(DbSession work, long person, string hash) => SaveAsync(work, person, hash, but: 0);

    /// <summary>All sign-ins end but one.</summary>
    /// <returns>What that one's cookie holds from then on.</returns>
    internal async Task<string> SaveHereAsync(DbSession work, long person, string hash, long here)
    {
        await SaveAsync(work, person, hash, here);
        return await sessions.ProveAsync(work, here, person);
    }

    private async Task SaveAsync(DbSession work, long person, string hash, long but)
    {
        await work.ExecuteAsync(Change, new { person, hash, stamp = Guid.NewGuid().ToString("N") });
        await sessions.EndAllAsync(work, person, but);
        await links.WithdrawAsync(work, person);
    }
}
