using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Quartz;
using TrapTagger.Platform.Health;
using TrapTagger.Platform.Workers;

namespace TrapTagger.Platform.Jobs;

/// <summary>
/// Lets this worker take work while its machine's clock is right. While it is not, the worker ends what it is at, takes
/// nothing, and goes on saying that it lives; nobody has to start it again.
/// </summary>
internal sealed class StartSchedulers(
    WorkerClock time, DatabaseClock database, IServiceProvider services, JobRunnerSettings settings, TimeProvider clock,
    ILogger<StartSchedulers> log)
    : TendQueues(Interval, settings, clock, log)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    protected override async Task TendAsync(string queue, CancellationToken ct)
    {
        await time.ReadAsync(database, ct);
        var scheduler = await services.GetRequiredKeyedService<ISchedulerFactory>(queue).GetScheduler(ct);
        // Either does nothing to one that is so already.
        await (time.IsRight ? scheduler.Start(ct) : scheduler.Standby(ct));
    }
}
