using System.Data.Common;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Quartz;

namespace TrapTagger.Platform.Jobs;

/// <summary>
/// Looks after every queue of this worker, at once and then each interval. What the database or Quartz can't do now is
/// logged, and done in a later round.
/// </summary>
internal abstract class TendQueues(TimeSpan interval, JobRunnerSettings settings, TimeProvider clock, ILogger log)
    : BackgroundService
{
    protected ILogger Log => log;

    protected abstract Task TendAsync(string queue, CancellationToken ct);

    protected sealed override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(interval, clock);
        do
        {
            foreach (var queue in settings.Queues)
            {
                try
                {
                    await TendAsync(queue, stoppingToken);
                }
                catch (Exception e) when (e is DbException or SchedulerException)
                {
                    log.LogWarning("Jobs of queue {Queue} wait: {Reason}", queue, e.Message);
                }
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}
