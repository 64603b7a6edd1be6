using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Quartz;
using TrapTagger.Platform.Data;

namespace TrapTagger.Platform.Jobs;

/// <summary>
/// Lets rows wait again that count as handed to Quartz but are not there: the outcome of a run could not be written
/// down, on a full disk or behind a long write, and Quartz put the run away all the same.
/// </summary>
internal sealed class ReclaimJobs(
    Db db, IServiceProvider services, JobRunnerSettings settings, TimeProvider clock, ILogger<ReclaimJobs> log)
    : TendQueues(Interval, settings, clock, log)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    private const string Handed = """
        SELECT id, state, runs FROM job
        WHERE state IN ('scheduled', 'running') AND queue = @queue
        """;

    // A run that went on in the meantime changed one of the two.
    private const string Reclaim =
        "UPDATE job SET state = 'waiting' WHERE id = @Id AND state = @State AND runs = @Runs";

    /// <summary>
    /// The rows are read before Quartz is asked: a row is marked after Quartz has it, so one that is marked and not
    /// there is lost. Quartz's store is that of all workers, and a run that one of them recovers keeps its key.
    /// </summary>
    protected override async Task TendAsync(string queue, CancellationToken ct)
    {
        await using var session = await db.OpenAsync(ct);
        var rows = await session.QueryAsync<Row>(Handed, new { queue });
        var scheduler = await services.GetRequiredKeyedService<ISchedulerFactory>(queue).GetScheduler(ct);
        var held = await RunKey.HeldAsync(scheduler, ct);
        foreach (var row in rows.Where(row => !held.Contains(row.Id)))
        {
            if (await session.ExecuteAsync(Reclaim, row) > 0)
            {
                session.Touch(JobBoard.Subject);
                Log.LogWarning("Job {Id} was lost while {State}, and waits again", row.Id, row.State);
            }
        }
    }

    private sealed record Row
    {
        public string Id { get; init; } = "";
        public string State { get; init; } = "";
        public int Runs { get; init; }
    }
}
