using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Quartz;
using TrapTagger.Platform.Data;
using TrapTagger.Platform.Workers;

namespace TrapTagger.Platform.Jobs;

/// <summary>
/// Hands waiting rows to Quartz, which runs them, here or on another worker, and recovers them when a worker dies.
/// A crash between the two steps schedules a row again under the same key, which Quartz refuses.
/// </summary>
internal sealed class DispatchJobs(
    Db db, IServiceProvider services, JobRunnerSettings settings, WorkerClock time, TimeProvider clock,
    ILogger<DispatchJobs> log)
    : TendQueues(Interval, settings, clock, log)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    /// <summary>
    /// Handed over and not begun at most, a queue: the rest waits in the table. What runs doesn't count, or a hundred
    /// processors would share so many jobs.
    /// </summary>
    private const int Ahead = 32;

    private const string Waiting = """
        SELECT id, runs FROM job
        WHERE state = 'waiting' AND queue = @queue AND due_at <= @now
        ORDER BY due_at, id
        LIMIT @room
        """;

    private const string Handed = "SELECT count(*) FROM job WHERE state = 'scheduled' AND queue = @queue";

    // The run may have ended meanwhile and handed the row back: then it waits for a run that nobody scheduled yet.
    private const string MarkScheduled =
        "UPDATE job SET state = 'scheduled' WHERE id = @Id AND state = 'waiting' AND runs = @Runs";

    protected override async Task TendAsync(string queue, CancellationToken ct)
    {
        if (!time.IsRight)
        {
            return;
        }
        await using var session = await db.OpenAsync(ct);
        var room = Ahead - await session.ScalarAsync<int>(Handed, new { queue });
        if (room <= 0)
        {
            return;
        }

        var scheduler = await services.GetRequiredKeyedService<ISchedulerFactory>(queue).GetScheduler(ct);
        foreach (var row in await session.QueryAsync<Due>(Waiting, new { queue, now = time.GetUtcNow(), room }))
        {
            await ScheduleAsync(scheduler, row, ct);
            await session.ExecuteAsync(MarkScheduled, row);
        }
    }

    private async Task ScheduleAsync(IScheduler scheduler, Due row, CancellationToken ct)
    {
        var name = RunKey.Of(row.Id, row.Runs);
        var job = JobBuilder.Create<RunJob>().WithIdentity(name)
            .UsingJobData(RunJob.IdKey, row.Id).RequestRecovery().Build();
        try
        {
            await scheduler.ScheduleJob(
                job, TriggerBuilder.Create(time).WithIdentity(name).StartNow().Build(), cancellationToken: ct);
        }
        catch (ObjectAlreadyExistsException)
        {
        }
    }

    private sealed record Due
    {
        public string Id { get; init; } = "";
        public int Runs { get; init; }
    }
}
