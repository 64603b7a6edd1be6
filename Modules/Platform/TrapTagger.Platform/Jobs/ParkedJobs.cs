using TrapTagger.Platform.Data;

namespace TrapTagger.Platform.Jobs;

/// <summary>Pieces of one kind of work that stopped for one reason, after failing again and again.</summary>
public sealed record ParkedWork
{
    public string Kind { get; init; } = "";

    /// <summary>As the failing code said it: for the operator, shown beside words for everybody else.</summary>
    public string Reason { get; init; } = "";

    public string State { get; init; } = "";

    public long Jobs { get; init; }

    /// <summary>Somebody decided that it is not done.</summary>
    public bool IsCancelled => State == JobState.Cancelled;
}

/// <summary>
/// Work that a person must decide on, by what it is about. A subject is nobody's property: who asks must have checked
/// that it may be seen.
/// </summary>
public sealed class ParkedJobs(Db db, TimeProvider clock)
{
    private const string Count = """
        SELECT kind, coalesce(reason, '') AS reason, state, count(*) AS jobs FROM job
        WHERE subject = @subject AND state IN ('parked', 'cancelled')
        GROUP BY kind, reason, state
        ORDER BY count(*) DESC, kind
        """;

    private const string TryAgain = """
        UPDATE job SET state = 'waiting', runs = 0, failures = 0, waits = 0, due_at = @now, reason = NULL
        WHERE subject = @subject AND state = 'parked'
        """;

    /// <param name="subject">What the work was asked for with, such as "survey/12".</param>
    public async Task<IReadOnlyList<ParkedWork>> OfAsync(string subject, CancellationToken ct)
    {
        await using var session = await db.OpenAsync(ct);
        return await session.QueryAsync<ParkedWork>(Count, new { subject });
    }

    /// <summary>Hands everything that is parked for the subject to the workers again, as if it were new.</summary>
    public async Task RetryAsync(string subject, CancellationToken ct)
    {
        await using var session = await db.OpenAsync(ct);
        await session.ExecuteAsync(TryAgain, new { subject, now = clock.GetUtcNow() });
        session.Touch(subject);
        session.Touch(JobBoard.Subject);
    }
}
