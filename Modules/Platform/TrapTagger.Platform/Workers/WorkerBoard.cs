using TrapTagger.Platform.Data;

namespace TrapTagger.Platform.Workers;

/// <summary>A worker process, as it last said.</summary>
public sealed record WorkerSeen
{
    /// <summary>A worker that was not heard of for so long is gone.</summary>
    internal static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public string Host { get; init; } = "";
    public int ProcessId { get; init; }

    /// <summary>"cpu, gpu".</summary>
    public string Queues { get; init; } = "";

    public DateTimeOffset StartedAt { get; init; }
    public DateTimeOffset SeenAt { get; init; }

    /// <summary>Seconds that its clock is ahead of the database's; less than 0 when it is behind.</summary>
    public double ClockAhead { get; init; }

    /// <summary>The database's time when this was read.</summary>
    public DateTimeOffset ReadAt { get; init; }

    public bool IsGone => ReadAt - SeenAt > Patience;

    public TimeSpan Ahead => TimeSpan.FromSeconds(ClockAhead);
}

/// <summary>The workers of this site: those that run, and for a day those that ended without saying so.</summary>
public sealed class WorkerBoard(Db db)
{
    public async Task<IReadOnlyList<WorkerSeen>> ListAsync(CancellationToken ct)
    {
        await using var session = await db.OpenAsync(ct);
        return await session.QueryAsync<WorkerSeen>($"""
            SELECT host, process_id, queues, started_at, seen_at, clock_ahead, {db.Dialect.CurrentInstant} AS read_at
            FROM worker
            ORDER BY host, started_at, id
            """);
    }
}
