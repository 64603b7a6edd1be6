using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;
using TrapTagger.Platform.Coordination;
using TrapTagger.Platform.Data;
using TrapTagger.Platform.Jobs;
using TrapTagger.Platform.Workers;

namespace TrapTagger.Platform.Health;

public static class HealthServices
{
    /// <summary>A check that takes longer has found something.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>What every process of the site looks after.</summary>
    internal static void AddSiteHealth(this IServiceCollection services)
    {
        services.AddSingleton(s => new SiteHealth(
            s.GetRequiredService<Signals>(), s.GetRequiredService<Migrations>(),
            s.GetRequiredService<ILogger<SiteHealth>>()));
        services.AddSingleton<IHealthCheckPublisher>(s => s.GetRequiredService<SiteHealth>());
        services.AddSingleton<DatabaseClock>();
        services.AddSingleton<WorkerBoard>();
        services.AddHealthChecks()
            .AddCheck<ClockHealth>("clock", HealthStatus.Degraded)
            .AddCheck<DiskHealth>("disk", HealthStatus.Degraded);
        services.Configure<HealthCheckPublisherOptions>(options =>
            (options.Delay, options.Period) = (TimeSpan.Zero, TimeSpan.FromSeconds(2)));
        services.PostConfigure<HealthCheckServiceOptions>(options =>
        {
            foreach (var check in options.Registrations.Where(r => r.Timeout == Timeout.InfiniteTimeSpan))
            {
                check.Timeout = Patience;
            }
        });
        // The framework would say each time what SiteHealth says once.
        services.AddLogging(logging =>
            logging.AddFilter("Microsoft.Extensions.Diagnostics.HealthChecks", LogLevel.None));
    }

    /// <summary>What only a web app looks after: whether the work gets done.</summary>
    public static IServiceCollection AddWorkHealth(this IServiceCollection services)
    {
        services.AddSingleton<WorkersHealth>();
        services.AddHealthChecks()
            .AddCheck<WorkersHealth>("workers", HealthStatus.Degraded)
            .AddCheck<ParkedHealth>("jobs", HealthStatus.Degraded, [SiteHealth.Quiet]);
        return services;
    }
}
