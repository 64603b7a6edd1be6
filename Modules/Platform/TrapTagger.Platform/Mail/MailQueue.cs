using TrapTagger.Platform.Data;
using TrapTagger.Platform.Workers;

namespace TrapTagger.Platform.Mail;

/// <summary>A letter that this process may send until its lease ends.</summary>
internal sealed record TakenMail
{
    public string Id { get; init; } = "";
    public string Content { get; init; } = "";

    /// <summary>Times it was begun before; the lease's name.</summary>
    public int Attempts { get; init; }

    public DateTimeOffset AskedAt { get; init; }
}

/// <summary>
/// Who sends which letter, among any number of workers. One that dies loses its lease after a while, and another one
/// sends the letter: perhaps a second time, under the same Message-ID.
/// </summary>
/// <param name="worker">By a clock that is off, another one's lease would have ended.</param>
internal sealed class MailQueue(Db db, MailSettings settings, TimeProvider clock, WorkerClock? worker = null)
{
    /// <summary>Longer than one attempt takes, by more than clocks may differ.</summary>
    internal static readonly TimeSpan Lease = TimeSpan.FromMinutes(10);

    /// <summary>Once it is this old a letter that fails waits for a person.</summary>
    internal static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    /// <summary>No link in a letter works for longer.</summary>
    private static readonly TimeSpan SecretsKept = TimeSpan.FromDays(7);

    private static readonly TimeSpan Kept = TimeSpan.FromDays(90);

    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(1);

    private const string IsFree = "state = 'waiting' AND due_at <= @now AND coalesce(leased_until, @now) <= @now";

    private const string FindDue = $"""
        SELECT id, content, attempts, asked_at FROM mail
        WHERE {IsFree}
        ORDER BY due_at, id
        LIMIT 10
        """;

    private const string Take = $"""
        UPDATE mail SET leased_until = @until, attempts = attempts + 1
        WHERE id = @Id AND attempts = @Attempts AND {IsFree}
        """;

    // Whoever has the lease now: the letter is gone. With a server the reader has the link, and nobody else needs it.
    private const string MarkSent = """
        UPDATE mail SET state = 'sent', ended_at = @now, leased_until = NULL, reason = NULL,
            content = CASE WHEN holds_secret = TRUE AND @isDelivered = TRUE THEN NULL ELSE content END
        WHERE id = @Id
        """;

    private const string MarkFailed = """
        UPDATE mail SET state = @state, due_at = @due, leased_until = NULL, reason = @reason, ended_at = @ended
        WHERE id = @Id AND attempts = @Attempts + 1 AND state = 'waiting'
        """;

    private const string ForgetSecrets = """
        UPDATE mail SET content = NULL
        WHERE holds_secret = TRUE AND state <> 'waiting' AND created_at < @old AND content IS NOT NULL
        """;

    private const string ForgetLetters = "DELETE FROM mail WHERE state IN ('sent', 'given_up') AND ended_at < @old";

    /// <summary>Null when none is due, or while this worker takes no work.</summary>
    internal async Task<TakenMail?> TakeAsync(CancellationToken ct)
    {
        if (worker is { IsRight: false })
        {
            return null;
        }
        await using var session = await db.OpenAsync(ct);
        while (true)
        {
            var now = clock.GetUtcNow();
            var due = await session.QueryAsync<TakenMail>(FindDue, new { now });
            foreach (var mail in due)
            {
                if (await session.ExecuteAsync(Take, new { mail.Id, mail.Attempts, now, until = now + Lease }) == 1)
                {
                    return mail;
                }
            }
            if (due.Count == 0)
            {
                return null;
            }
        }
    }

    internal Task SentAsync(TakenMail mail) => ChangeAsync(
        MarkSent, new { mail.Id, now = clock.GetUtcNow(), isDelivered = settings.Server is not null });

    internal Task FailedAsync(TakenMail mail, PostException why)
    {
        var now = clock.GetUtcNow();
        var isParked = why.IsForGood || now - mail.AskedAt >= Longest;
        return ChangeAsync(MarkFailed, new
        {
            mail.Id,
            mail.Attempts,
            state = isParked ? MailState.Parked : MailState.Waiting,
            due = now + Pause(mail.Attempts),
            reason = why.Message,
            ended = isParked ? now : (DateTimeOffset?)null,
        });
    }

    /// <summary>30 s after the first attempt, then twice as long each time, up to an hour.</summary>
    internal static TimeSpan Pause(int attemptsBefore) =>
        FirstPause * Math.Min(1L << Math.Min(attemptsBefore, 30), LongestPause / FirstPause);

    /// <summary>Removes what links that are worth nothing any more say, and letters nobody will ask for.</summary>
    internal async Task TidyAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var session = await db.OpenAsync(ct);
        await session.ExecuteAsync(ForgetSecrets, new { old = now - SecretsKept });
        await session.ExecuteAsync(ForgetLetters, new { old = now - Kept });
    }

    /// <summary>Not cancelled by a stop: what happened to the letter is written down.</summary>
    private async Task ChangeAsync(string sql, object arguments)
    {
        await using var session = await db.OpenAsync(CancellationToken.None);
        await session.ExecuteAsync(sql, arguments);
        session.Touch(MailBoard.Subject);
    }
}

/// <summary>waiting, sent, parked (a person decides), given_up (a person decided).</summary>
public static class MailState
{
    public const string Waiting = "waiting";
    public const string Sent = "sent";
    public const string Parked = "parked";
    public const string GivenUp = "given_up";
}
