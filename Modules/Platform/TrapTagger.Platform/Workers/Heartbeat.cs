using System.Data.Common;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using TrapTagger.Platform.Data;
using TrapTagger.Platform.Health;
using TrapTagger.Platform.Jobs;

namespace TrapTagger.Platform.Workers;

/// <summary>
/// Says every few seconds that this worker is there, and takes its row away when it stops in good order. A row that is
/// left behind shows which worker was lost, and since when.
/// </summary>
internal sealed class Heartbeat(
    Db db, DatabaseClock clock, JobRunnerSettings settings, ILogger<Heartbeat> log) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Remembered = TimeSpan.FromDays(1);

    private const string Beat = "UPDATE worker SET seen_at = @Now, clock_ahead = @ClockAhead WHERE id = @Id";
    private const string Leave = "DELETE FROM worker WHERE id = @Id";
    private const string ForgetOld = "DELETE FROM worker WHERE seen_at < @old";

    private readonly string _id = Guid.NewGuid().ToString("N");

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval);
        do
        {
            try
            {
                await BeatAsync(stoppingToken);
            }
            catch (DbException e)
            {
                log.LogDebug(e, "The worker could not say that it is there");
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task BeatAsync(CancellationToken ct)
    {
        var (now, ahead) = await clock.ReadAsync(ct);
        await using var session = await db.OpenAsync(ct);
        if (await session.ExecuteAsync(Beat, new { Id = _id, Now = now, ClockAhead = ahead.TotalSeconds }) == 1)
        {
            return;
        }
        await session.ExecuteAsync(ForgetOld, new { old = now - Remembered });
        await session.InsertAsync("worker", [new
        {
            Id = _id,
            Host = Environment.MachineName,
            ProcessId = Environment.ProcessId,
            Queues = string.Join(", ", settings.Queues),
            StartedAt = now,
            SeenAt = now,
            ClockAhead = ahead.TotalSeconds,
        }]);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        try
        {
            await using var session = await db.OpenAsync(cancellationToken);
            await session.ExecuteAsync(Leave, new { Id = _id });
        }
        catch (DbException e)
        {
            log.LogDebug(e, "The worker could not say that it leaves");
        }
    }
}
