using TrapTagger.Platform.Data;

namespace TrapTagger.Accounts;

/// <summary>Makes people, in the transaction of what admits them.</summary>
internal static class NewPerson
{
    private const string Add = """
        INTO person (id, name, email, normalized_email, password_hash, security_stamp, failed_count,
            site_administrator, created_at)
        VALUES (@Id, @Name, @Email, @NormalizedEmail, @PasswordHash, @SecurityStamp, 0, @SiteAdministrator, @CreatedAt)
        """;

    private const string Find = "SELECT id FROM person WHERE normalized_email = @NormalizedEmail";

    /// <returns>Whose the address is: somebody may have had it before, and is left as they are.</returns>
    internal static async Task<long> AddAsync(DbSession work, Person person)
    {
        await work.ExecuteAsync($"{work.Dialect.InsertIgnore} {Add}", person);
        return await work.ScalarAsync<long>(Find, new { person.NormalizedEmail });
    }
}
