using TrapTagger.Platform.Data;

namespace TrapTagger.Accounts;

/// <summary>
/// The one way in before anyone exists: a random link, good once and for a day. Each start prints a new one for as
/// long as there is no organisation.
/// </summary>
internal sealed class FirstRunLink(Db db, TimeProvider clock)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(1);

    private const string AnyOrganisation = "SELECT count(*) FROM organisation";
    private const string Forget = "DELETE FROM first_run_link";

    private const string Remember = """
        INSERT INTO first_run_link (token_hash, expires_at) VALUES (@hash, @expires)
        """;

    private const string FindOpen = """
        SELECT count(*) FROM first_run_link WHERE token_hash = @hash AND expires_at > @now AND used_at IS NULL
        """;

    private const string Use = """
        UPDATE first_run_link SET used_at = @now WHERE token_hash = @hash AND expires_at > @now AND used_at IS NULL
        """;

    /// <summary>A new link's token, or null when the first organisation is already there.</summary>
    internal async Task<string?> IssueAsync(CancellationToken ct)
    {
        await using var work = await db.BeginAsync(ct);
        if (await work.ScalarAsync<long>(AnyOrganisation) > 0)
        {
            return null;
        }
        var token = OneTimeToken.New();
        await work.ExecuteAsync(Forget);
        await work.ExecuteAsync(
            Remember, new { hash = OneTimeToken.Hash(token), expires = clock.GetUtcNow() + Lifetime });
        await work.CommitAsync();
        return token;
    }

    internal async Task<bool> IsOpenAsync(string token, CancellationToken ct)
    {
        await using var session = await db.OpenAsync(ct);
        return await session.ScalarAsync<long>(
            FindOpen, new { hash = OneTimeToken.Hash(token), now = clock.GetUtcNow() }) == 1;
    }

    /// <summary>True for exactly one of any number of callers, once their transaction commits.</summary>
    internal async Task<bool> UseAsync(string token, DbSession work) =>
        await work.ExecuteAsync(Use, new { hash = OneTimeToken.Hash(token), now = clock.GetUtcNow() }) == 1;
}
