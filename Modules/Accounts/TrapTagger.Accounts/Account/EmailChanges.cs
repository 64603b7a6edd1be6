using TrapTagger.Platform.Data;

namespace TrapTagger.Accounts;

/// <summary>Changes of an e-mail address that wait for both ends to agree.</summary>
internal sealed class EmailChanges(TimeProvider clock)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(1);

    /// <summary>A day: each sends a letter to whomever the person names.</summary>
    private const int Most = 5;

    private const string Columns =
        "id, person_id, email, normalized_email, old_token_hash, new_token_hash, old_agreed_at, new_agreed_at";

    private const string FindOpen = """
        SELECT email, old_agreed_at IS NOT NULL AS old_agreed, new_agreed_at IS NOT NULL AS new_agreed
        FROM email_change WHERE person_id = @person AND ended_at IS NULL AND expires_at > @now
        """;

    private const string Add = """
        INSERT INTO email_change (id, person_id, email, normalized_email, old_token_hash, new_token_hash, made_at,
            expires_at)
        VALUES (@id, @person, @email, @normalized, @old, @new, @now, @expires)
        """;

    private const string Find = $"""
        SELECT {Columns} FROM email_change
        WHERE (old_token_hash = @hash OR new_token_hash = @hash) AND ended_at IS NULL AND expires_at > @now
        """;

    private const string AgreeOld = """
        UPDATE email_change SET old_agreed_at = @now WHERE old_token_hash = @hash AND ended_at IS NULL
        """;

    private const string AgreeNew = """
        UPDATE email_change SET new_agreed_at = @now WHERE new_token_hash = @hash AND ended_at IS NULL
        """;

    private const string End = "UPDATE email_change SET ended_at = @now WHERE id = @id";

    private const string Withdraw = """
        UPDATE email_change SET ended_at = made_at WHERE person_id = @person AND ended_at IS NULL
        """;

    private const string CountRecent = """
        SELECT count(*) FROM email_change WHERE person_id = @person AND made_at > @since
        """;

    internal static Task<EmailChangeModel?> FindOpenAsync(DbSession session, long person, DateTimeOffset now) =>
        session.FindAsync<EmailChangeModel>(FindOpen, new { person, now });

    internal static Task WithdrawAsync(DbSession work, long person) => work.ExecuteAsync(Withdraw, new { person });

    internal async Task<bool> IsTooManyAsync(DbSession work, long person) => await work.ScalarAsync<long>(
        CountRecent, new { person, since = clock.GetUtcNow() - Lifetime }) >= Most;

    /// <summary>The tokens for the old and the new address; what was asked for before is withdrawn.</summary>
    internal async Task<(string Old, string New)> BeginAsync(
        DbSession work, long id, long person, string email, string normalized)
    {
        await WithdrawAsync(work, person);
        var (old, @new, now) = (SecretText.New(), SecretText.New(), clock.GetUtcNow());
        await work.ExecuteAsync(Add, new
        {
            id, person, email, normalized, old = SecretText.Hash(old), @new = SecretText.Hash(@new), now,
            expires = now + Lifetime,
        });
        return (old, @new);
    }

    internal Task<EmailChange?> FindAsync(DbSession session, string token) =>
        session.FindAsync<EmailChange>(Find, new { hash = SecretText.Hash(token), now = clock.GetUtcNow() });

    /// <summary>Notes that one end agreed, and answers how the change stands then.</summary>
    internal async Task<EmailChange?> AgreeAsync(DbSession work, string token)
    {
        var arguments = new { hash = SecretText.Hash(token), now = clock.GetUtcNow() };
        await work.ExecuteAsync(AgreeOld, arguments);
        await work.ExecuteAsync(AgreeNew, arguments);
        return await FindAsync(work, token);
    }

    internal Task EndAsync(DbSession work, long id) => work.ExecuteAsync(End, new { id, now = clock.GetUtcNow() });
}

internal sealed record EmailChange
{
    public long Id { get; init; }
    public long PersonId { get; init; }
    public string Email { get; init; } = "";
    public string NormalizedEmail { get; init; } = "";
    public string OldTokenHash { get; init; } = "";
    public string NewTokenHash { get; init; } = "";
    public DateTimeOffset? OldAgreedAt { get; init; }
    public DateTimeOffset? NewAgreedAt { get; init; }

    internal bool IsAgreed => OldAgreedAt is not null && NewAgreedAt is not null;
}

public sealed record EmailChangeModel
{
    public string Email { get; init; } = "";
    public bool OldAgreed { get; init; }
    public bool NewAgreed { get; init; }
}
