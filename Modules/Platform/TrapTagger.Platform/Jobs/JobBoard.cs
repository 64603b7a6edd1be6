using TrapTagger.Platform.Data;

namespace TrapTagger.Platform.Jobs;

/// <summary>Jobs of one queue in one state.</summary>
public sealed record JobDepth
{
    public string Queue { get; init; } = "";
    public string State { get; init; } = "";
    public long Jobs { get; init; }

    /// <summary>When the first of them might have begun.</summary>
    public DateTimeOffset OldestDue { get; init; }
}

/// <summary>A job that a worker is at.</summary>
public sealed record RunningWork
{
    public string Kind { get; init; } = "";
    public string Subject { get; init; } = "";

    /// <summary>Null when a worker of an older version began it.</summary>
    public DateTimeOffset? BeganAt { get; init; }
}

/// <summary>Jobs of one kind that wait for one reason: they failed, or something they need was not there.</summary>
public sealed record HeldWork
{
    public string Kind { get; init; } = "";
    public string Reason { get; init; } = "";
    public long Jobs { get; init; }

    /// <summary>When the first of them is tried again.</summary>
    public DateTimeOffset NextAt { get; init; }
}

/// <summary>All background work of the site as it is now.</summary>
/// <param name="Running">The oldest ones, <see cref="JobBoard.MostRows"/> at most.</param>
/// <param name="Parked">The largest groups, as many at most.</param>
/// <param name="Cancelled">The largest groups, as many at most.</param>
public sealed record JobBoardSeen(
    IReadOnlyList<JobDepth> Depths, IReadOnlyList<RunningWork> Running, IReadOnlyList<HeldWork> Held,
    IReadOnlyList<ParkedGroup> Parked, IReadOnlyList<ParkedGroup> Cancelled)
{
    public long Count(params string[] states) => Depths.Where(d => states.Contains(d.State)).Sum(d => d.Jobs);
}

/// <summary>Reads it. Nobody's organisation is asked for: only a site administrator may see this.</summary>
public sealed class JobBoard(Db db, ParkedGroups groups)
{
    /// <summary>What views of it follow.</summary>
    public const string Subject = "jobs";

    /// <summary>Rows of each kind that a page shows.</summary>
    public const int MostRows = 100;

    private const string CountDepths = """
        SELECT queue, state, count(*) AS jobs, min(due_at) AS oldest_due FROM job
        GROUP BY queue, state
        ORDER BY queue, state
        """;

    private const string ListRunning = """
        SELECT kind, subject, began_at FROM job
        WHERE state = 'running'
        ORDER BY began_at, id
        LIMIT @MostRows
        """;

    private const string CountHeld = """
        SELECT kind, reason, count(*) AS jobs, min(due_at) AS next_at FROM job
        WHERE state = 'waiting' AND reason IS NOT NULL
        GROUP BY kind, reason
        ORDER BY count(*) DESC, kind, min(id)
        LIMIT @MostRows
        """;

    public async Task<JobBoardSeen> ReadAsync(CancellationToken ct)
    {
        await using var session = await db.OpenAsync(ct);
        return new(
            await session.QueryAsync<JobDepth>(CountDepths),
            await session.QueryAsync<RunningWork>(ListRunning, new { MostRows }),
            await session.QueryAsync<HeldWork>(CountHeld, new { MostRows }),
            await groups.ListAsync(JobState.Parked, MostRows, ct),
            await groups.ListAsync(JobState.Cancelled, MostRows, ct));
    }
}
