using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace TrapTagger.Platform.Coordination;

internal static class CoordinationServices
{
    /// <param name="redis">StackExchange.Redis's connection string; null where the site runs without.</param>
    internal static void AddCoordination(this IServiceCollection services, string? redis)
    {
        services.AddSingleton<Signals>();
        services.AddSingleton<InProcessCoordination>();
        if (string.IsNullOrWhiteSpace(redis))
        {
            services.AddSingleton<ICoordination>(s => s.GetRequiredService<InProcessCoordination>());
        }
        else
        {
            services.AddSingleton(RedisSettings.Of(redis));
            services.AddSingleton<RedisLink>();
            services.AddHostedService(s => s.GetRequiredService<RedisLink>());
            services.AddSingleton<ICoordination, RedisCoordination>();
        }
        services.AddHealthChecks().AddCheck<RedisHealth>("redis", HealthStatus.Degraded);
    }
}
