using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace TrapTagger.ServiceDefaults;

/// <summary>What every process of the product has in common: logs, telemetry, health and a clean stop.</summary>
public static class ServiceDefaults
{
    /// <summary>
    /// Call first: what it sets are defaults, which configuration and later code may change. A module says what must
    /// work before requests are served with <c>builder.Services.AddHealthChecks().AddCheck(…)</c>.
    /// </summary>
    public static IHostApplicationBuilder AddServiceDefaults(this IHostApplicationBuilder builder)
    {
        builder.AddLineLogging();
        builder.AddTelemetry();
        builder.AddEndOfInputLifetime();
        builder.Services.AddHealthChecks();
        builder.Services.Configure<KestrelServerOptions>(kestrel => kestrel.AddServerHeader = false);

        return builder;
    }

    /// <summary>
    /// <c>/health</c>: 200 when every registered check passes, else 503. <c>/alive</c>: 200 as long as the process
    /// answers. Both are open to everyone, so both say one word and never which check failed: that is in the log.
    /// </summary>
    public static WebApplication MapDefaultEndpoints(this WebApplication app)
    {
        app.MapHealthChecks("/health").AllowAnonymous().DisableHttpMetrics();
        app.MapHealthChecks("/alive", new HealthCheckOptions { Predicate = _ => false })
            .AllowAnonymous()
            .DisableHttpMetrics();

        return app;
    }
}
