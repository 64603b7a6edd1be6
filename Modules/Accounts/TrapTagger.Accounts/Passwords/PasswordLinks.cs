using TrapTagger.Platform.Data;

namespace TrapTagger.Accounts;

/// <summary>Links by mail that let a person choose a password: random, used once, kept as a hash.</summary>
internal sealed class PasswordLinks(Db db, TimeProvider clock)
{
    internal static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(30);

    /// <summary>So many letters a person gets at most while the links in them work.</summary>
    private const int Most = 3;

    // Many who ask at once ask one after the other.
    private const string Hold = "UPDATE person SET failed_count = failed_count WHERE id = @person";

    private const string CountOpen = """
        SELECT count(*) FROM reset_link WHERE person_id = @person AND made_at > @since AND used_at IS NULL
        """;

    private const string Add = """
        INSERT INTO reset_link (token_hash, person_id, made_at, expires_at) VALUES (@hash, @person, @now, @expires)
        """;

    private const string Find = """
        SELECT person_id FROM reset_link WHERE token_hash = @hash AND expires_at > @now AND used_at IS NULL
        """;

    private const string Use = """
        UPDATE reset_link SET used_at = @now WHERE token_hash = @hash AND expires_at > @now AND used_at IS NULL
        """;

    private const string Withdraw = """
        UPDATE reset_link SET used_at = @now WHERE person_id = @person AND used_at IS NULL
        """;

    /// <summary>A new link's token; null when the person got enough letters for now.</summary>
    internal async Task<string?> IssueAsync(DbSession work, long person, TimeSpan? lifetime = null)
    {
        var now = clock.GetUtcNow();
        await work.ExecuteAsync(Hold, new { person });
        if (await work.ScalarAsync<long>(CountOpen, new { person, since = now - Lifetime }) >= Most)
        {
            return null;
        }
        var token = SecretText.New();
        await work.ExecuteAsync(
            Add, new { hash = SecretText.Hash(token), person, now, expires = now + (lifetime ?? Lifetime) });
        return token;
    }

    /// <summary>Whose link it is; null when it was used, is too old, or never was.</summary>
    internal async Task<long?> FindAsync(string token, CancellationToken ct)
    {
        await using var session = await db.OpenAsync(ct);
        return await session.ScalarAsync<long?>(Find, new { hash = SecretText.Hash(token), now = clock.GetUtcNow() });
    }

    /// <summary>True for exactly one of any number of callers; the person's other links go with it.</summary>
    internal async Task<bool> UseAsync(DbSession work, string token, long person)
    {
        var isFirst = await work.ExecuteAsync(
            Use, new { hash = SecretText.Hash(token), now = clock.GetUtcNow() }) == 1;
        await WithdrawAsync(work, person);
        return isFirst;
    }

    /// <summary>What was sent works no more: the person has another password, or address.</summary>
    internal Task WithdrawAsync(DbSession work, long person) =>
        work.ExecuteAsync(Withdraw, new { person, now = clock.GetUtcNow() });
}
