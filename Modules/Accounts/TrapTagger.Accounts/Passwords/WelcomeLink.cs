using TrapTagger.Platform.Data;

namespace TrapTagger.Accounts;

/// <summary>The link by which somebody who was let in chooses their first password: for a week, once.</summary>
internal sealed class WelcomeLink(Db db, TimeProvider clock)
{
    internal static readonly TimeSpan Lifetime = TimeSpan.FromDays(7);

    private const string Remember = """
        INSERT INTO welcome_link (token_hash, person_id, expires_at) VALUES (@hash, @person, @expires)
        """;

    // Somebody who has a password meanwhile changes it in another way.
    private const string FindOpen = """
        SELECT p.id, p.name, p.email FROM welcome_link l
        JOIN person p ON p.id = l.person_id
        WHERE l.token_hash = @hash AND l.expires_at > @now AND l.used_at IS NULL AND p.password_hash IS NULL
        """;

    private const string Use = """
        UPDATE welcome_link SET used_at = @now WHERE token_hash = @hash AND expires_at > @now AND used_at IS NULL
        """;

    private const string SetPassword = """
        UPDATE person SET password_hash = @PasswordHash, security_stamp = @SecurityStamp
        WHERE id = @Id AND password_hash IS NULL
        """;

    /// <returns>The token of a new link.</returns>
    internal async Task<string> IssueAsync(DbSession work, long person)
    {
        var token = OneTimeToken.New();
        await work.ExecuteAsync(
            Remember, new { hash = OneTimeToken.Hash(token), person, expires = clock.GetUtcNow() + Lifetime });
        return token;
    }

    /// <summary>Whose it is; null when it is used, too old or never was.</summary>
    internal async Task<PersonOfLink?> FindAsync(string token, CancellationToken ct)
    {
        await using var session = await db.OpenAsync(ct);
        return await session.FindAsync<PersonOfLink>(
            FindOpen, new { hash = OneTimeToken.Hash(token), now = clock.GetUtcNow() });
    }

    /// <summary>True for exactly one of any number of callers.</summary>
    internal async Task<bool> UseAsync(string token, Person person, AuditLog audit, CancellationToken ct)
    {
        await using var work = await db.BeginAsync(ct);
        var isTheirs = await work.ExecuteAsync(
            Use, new { hash = OneTimeToken.Hash(token), now = clock.GetUtcNow() }) == 1
            && await work.ExecuteAsync(SetPassword, person) == 1;
        if (isTheirs)
        {
            await audit.WriteAsync(work, new("password.set", new("person", person.Id)) { Person = person.Id });
            await work.CommitAsync();
        }
        return isTheirs;
    }
}

internal sealed record PersonOfLink
{
    public long Id { get; init; }
    public string Name { get; init; } = "";
    public string Email { get; init; } = "";
}
