using Microsoft.Extensions.DependencyInjection;
using Quartz;
using TrapTagger.Platform.Data;
using TrapTagger.Platform.Workers;

namespace TrapTagger.Platform.Jobs;

/// <summary>The queues this worker serves, each with how many of its jobs run at once.</summary>
public sealed record JobRunnerSettings(IReadOnlyDictionary<string, int> Concurrency)
{
    internal IEnumerable<string> Queues => Concurrency.Keys;
}

/// <summary>Turns a process into a worker: one Quartz scheduler a queue, on the product's own database.</summary>
public static class JobRunner
{
    /// <summary>
    /// How soon a worker notices what another one scheduled; what it scheduled itself starts at once.
    /// </summary>
    private static readonly TimeSpan IdleWait = TimeSpan.FromSeconds(1);

    /// <summary>
    /// How often a worker says that it lives. One that has not for three times as long is dead, and another one takes
    /// over what it had.
    /// </summary>
    private static readonly TimeSpan CheckIn = TimeSpan.FromSeconds(5);

    public static IServiceCollection AddJobRunner(
        this IServiceCollection services, JobRunnerSettings settings, string connectionString)
    {
        var time = new WorkerClock();
        services.AddSingleton(settings);
        services.AddSingleton(time);
        foreach (var (queue, concurrency) in settings.Concurrency)
        {
            services.AddQuartz(queue, quartz =>
            {
                quartz.ConfigureScheduler(options =>
                {
                    options.GenerateInstanceId = true;
                    options.IdleWaitTime = IdleWait;
                    // A job that is asked to stop hands its chunk back, which takes less than finishing it.
                    options.ShutdownJobInterruption = ShutdownJobInterruption.Always;
                });
                // By its own clock one that is ahead would take all others for dead.
                quartz.UseTimeProvider(time);
                quartz.UseDefaultThreadPool(concurrency);
                quartz.UsePersistentStore(store => Keep(store, connectionString));
            });
        }
        // Started by StartSchedulers, and stopped with the worker.
        services.AddQuartzHostedService(options => (options.AutoStart, options.WaitForJobsToComplete) = (false, true));
        services.AddHostedService<StartSchedulers>();
        services.AddHostedService<DispatchJobs>();
        services.AddHostedService<ReclaimJobs>();
        services.AddHostedService<Heartbeat>();
        return services;
    }

    private static void Keep(IPersistentStoreBuilder store, string connectionString)
    {
        var (driver, settings) = Database.Plain(connectionString);
        store.UseSystemTextJsonSerializer();
        store.ProvisionSchema();
        if (!Database.IsServer(connectionString))
        {
            // One file, one machine, one worker: what it finds at its start was its own.
            store.UseSqlite(driver, settings);
            return;
        }
        store.UseMySqlConnector(driver, settings);
        store.UseClustering(cluster =>
        {
            cluster.CheckinInterval = CheckIn;
            cluster.CheckinMisfireThreshold = CheckIn;
        });
    }
}
