using TrapTagger.Platform.Data;

namespace TrapTagger.Accounts;

/// <summary>
/// Counts attempts to sign in before the password is looked at: of five hundred that come at once, five are looked at.
/// Identity counts afterwards, when all of them have been.
/// </summary>
internal sealed class SignInAttempts(Db db, TimeProvider clock)
{
    internal const int Most = 5;

    /// <summary>How long nobody may try after <see cref="Most"/> attempts in a row that failed.</summary>
    internal static readonly TimeSpan Pause = TimeSpan.FromMinutes(5);

    // MySQL assigns from left to right, and would read the new count if that came first.
    private const string Count = """
        UPDATE person SET
            lockout_end = CASE WHEN failed_count + 1 >= @Most THEN @until ELSE lockout_end END,
            failed_count = CASE WHEN failed_count + 1 >= @Most THEN 0 ELSE failed_count + 1 END
        WHERE id = @person AND (lockout_end IS NULL OR lockout_end <= @now)
        """;

    private const string IsNowClosed = "SELECT count(*) FROM person WHERE id = @person AND lockout_end > @now";
    private const string Forget = "UPDATE person SET failed_count = 0, lockout_end = NULL WHERE id = @person";

    internal async Task<SignInAttempt> BeginAsync(long person, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var session = await db.BeginAsync(ct);
        if (await session.ExecuteAsync(Count, new { person, now, until = now + Pause, Most }) == 0)
        {
            return SignInAttempt.Refused;
        }
        var isLast = await session.ScalarAsync<long>(IsNowClosed, new { person, now }) > 0;
        await session.CommitAsync();
        return isLast ? SignInAttempt.Last : SignInAttempt.Allowed;
    }

    /// <summary>The password was right: what failed before no longer counts.</summary>
    internal async Task ForgetAsync(long person, CancellationToken ct)
    {
        await using var session = await db.OpenAsync(ct);
        await session.ExecuteAsync(Forget, new { person });
    }
}

internal enum SignInAttempt
{
    Allowed,

    /// <summary>If this one fails, nobody may try for a while.</summary>
    Last,

    Refused,
}
