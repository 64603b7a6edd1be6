using System.Globalization;
using Microsoft.AspNetCore.Http;
using TrapTagger.Platform.Coordination;
using TrapTagger.Platform.Data;

namespace TrapTagger.Accounts;

/// <summary>
/// Counts attempts before a password or a code is looked at: of five hundred that come at once, five are looked at.
/// After five that failed the next one has to wait a minute, the one after it two, then four, up to an hour.
/// </summary>
internal sealed class SignInAttempts(Db db, ICoordination coordination, TimeProvider clock)
{
    /// <summary>How many may fail in a row before the first wait.</summary>
    internal const int Most = 5;

    /// <summary>
    /// How many an hour one address may send from browsers that nobody signed in with before, whomever they are about:
    /// a course of people who sign in for the first time fits, a list of stolen passwords does not.
    /// </summary>
    internal const int MostPerAddress = 100;

    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(1);

    /// <summary>What failed so long ago counts no more.</summary>
    private static readonly TimeSpan Memory = TimeSpan.FromDays(1);

    private static readonly TimeSpan Window = TimeSpan.FromHours(1);

    private const string Remember = "INTO sign_in_count (subject, failed_count, failed_at) VALUES (@subject, 0, @now)";

    // MySQL assigns from left to right, and would read the new time if that came first.
    private const string Count = """
        UPDATE sign_in_count SET
            failed_count = CASE WHEN failed_at <= @forgotten THEN 1 ELSE failed_count + 1 END, failed_at = @now
        WHERE subject = @subject AND (closed_until IS NULL OR closed_until <= @now)
        """;

    private const string Find = "SELECT failed_count, closed_until FROM sign_in_count WHERE subject = @subject";
    private const string Close = "UPDATE sign_in_count SET closed_until = @until WHERE subject = @subject";
    private const string Forget = "DELETE FROM sign_in_count WHERE subject = @subject";
    private const string Sweep = "DELETE FROM sign_in_count WHERE failed_at < @forgotten";

    /// <summary>For how long the next attempt waits after so many that failed.</summary>
    internal static TimeSpan PauseAfter(int failed) => failed < Most
        ? TimeSpan.Zero
        : TimeSpan.FromMinutes(Math.Min(Math.Pow(2, failed - Most), LongestPause.TotalMinutes));

    /// <summary>
    /// Whether an address sends too many; asked first, so that one address can't close many accounts.
    /// </summary>
    internal async Task<bool> IsTooManyAsync(HttpContext http)
    {
        var hour = clock.GetUtcNow().Ticks / Window.Ticks;
        var network = RateLimit.Network(http.Connection.RemoteIpAddress);
        return await coordination.CountAsync($"sign-in/{network}/{hour}", Window) > MostPerAddress;
    }

    internal async Task<SignInAttempt> BeginAsync(string subject, CancellationToken ct)
    {
        if (await CountAsync(subject, ct) is { } attempt)
        {
            return attempt;
        }
        await using (var session = await db.OpenAsync(ct))
        {
            // By itself: two transactions that both insert would wait for each other.
            await session.ExecuteAsync(
                $"{db.Dialect.InsertIgnore} {Remember}", new { subject, now = clock.GetUtcNow() });
        }
        return await CountAsync(subject, ct) ?? SignInAttempt.Allowed;
    }

    /// <summary>The person is in: what failed before no longer counts.</summary>
    internal async Task ForgetAsync(string subject, CancellationToken ct)
    {
        await using var work = await db.BeginAsync(ct);
        await ForgetAsync(work, subject);
        await work.ExecuteAsync(Sweep, new { forgotten = clock.GetUtcNow() - Memory });
        await work.CommitAsync();
    }

    internal static Task ForgetAsync(DbSession work, string subject) => work.ExecuteAsync(Forget, new { subject });

    /// <summary>Null when nothing was counted for the subject before.</summary>
    private async Task<SignInAttempt?> CountAsync(string subject, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var work = await db.BeginAsync(ct);
        var isCounted = await work.ExecuteAsync(Count, new { subject, now, forgotten = now - Memory }) == 1;
        if (await work.FindAsync<Counted>(Find, new { subject }) is not { } counted)
        {
            return null;
        }
        if (!isCounted)
        {
            // Where nothing is closed, somebody else's attempt began the count in between: this one is not in it yet.
            return counted.ClosedUntil is { } until ? new(false, false, until - now) : null;
        }
        var pause = PauseAfter(counted.FailedCount);
        if (pause > TimeSpan.Zero)
        {
            await work.ExecuteAsync(Close, new { subject, until = now + pause });
        }
        await work.CommitAsync();
        return new(true, counted.FailedCount == Most, pause);
    }

    private sealed record Counted
    {
        public int FailedCount { get; init; }
        public DateTimeOffset? ClosedUntil { get; init; }
    }
}

/// <param name="MayTry">Whether the password may be looked at.</param>
/// <param name="IsFirstOfMany">If this one fails too, it is time to tell the account's owner.</param>
/// <param name="Wait">How long until the next one, if this one may not or fails.</param>
internal readonly record struct SignInAttempt(bool MayTry, bool IsFirstOfMany, TimeSpan Wait)
{
    internal static readonly SignInAttempt Allowed = new(true, false, TimeSpan.Zero);

    /// <summary>In words for the form.</summary>
    internal string Refusal
    {
        get
        {
            var minutes = Math.Max(1, (int)Math.Ceiling(Wait.TotalMinutes));
            return string.Create(CultureInfo.InvariantCulture,
                $"Too many failed attempts. Wait {minutes} {(minutes == 1 ? "minute" : "minutes")}, then try again.");
        }
    }
}

/// <summary>What attempts are counted by.</summary>
internal static class AttemptSubject
{
    /// <summary>
    /// An address, whether or not it is somebody's: the count must not tell which ones are. As it is kept, because one
    /// can be written in many ways, and each would have tries of its own.
    /// </summary>
    internal static string Of(string email) =>
        SecretText.Hash($"e-mail/{(EmailRule.Tidy(email) ?? email.Trim()).ToUpperInvariant()}");

    /// <summary>A browser that the person signed in with before.</summary>
    internal static string Of(string device, long person) => SecretText.Hash($"device/{device}/{person}");
}
