using System.Data.Common;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using TrapTagger.Platform.Data;

namespace TrapTagger.Platform.Maintenance;

/// <summary>
/// What the site does while its database can't serve: it says so, and goes on by itself as soon as it can. Never a
/// stack trace, and never a start that fails because a server is slower.
/// </summary>
public static class MaintenanceServices
{
    /// <summary>Brings the database up to date while the site listens.</summary>
    public static IServiceCollection AddMaintenance(this IServiceCollection services) =>
        services.AddHostedService<Migrate>();

    /// <summary>Answers for the pages while there is no schema, or no database.</summary>
    public static IApplicationBuilder UseMaintenance(this IApplicationBuilder app)
    {
        var migrations = app.ApplicationServices.GetRequiredService<Migrations>();
        var dialect = app.ApplicationServices.GetRequiredService<Dialect>();
        var log = app.ApplicationServices.GetRequiredService<ILogger<Migrations>>();
        return app.Use(async (http, next) =>
        {
            if (!migrations.Applied.IsCompleted && !IsForAnyTime(http.Request.Path))
            {
                await MaintenancePage.WriteAsync(http, MaintenancePage.Preparing);
                return;
            }
            try
            {
                await next(http);
            }
            catch (DbException e) when (dialect.IsAway(e) && !http.Response.HasStarted)
            {
                log.LogWarning("{Route} could not be answered: {Reason}", RouteOf(http), e.Message);
                await MaintenancePage.WriteAsync(
                    http, dialect.IsFull(e) ? MaintenancePage.Full : MaintenancePage.Away);
            }
        });
    }

    /// <summary>A conflict of two transactions is nobody's fault: the request is answered from its beginning.</summary>
    public static TBuilder BeginAgainAfterConflicts<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder => builder.AddEndpointFilter(new ConflictFilter());

    /// <summary>Not the path: in it may be a link's secret.</summary>
    private static string? RouteOf(HttpContext http) => (http.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText;

    /// <summary>What needs no database: the programs that watch, and what the maintenance page is made of.</summary>
    private static bool IsForAnyTime(PathString path) => path.StartsWithSegments("/alive")
        || path.StartsWithSegments("/health") || path.StartsWithSegments("/css") || path == "/icon.svg";

    private sealed class Migrate(Migrations migrations) : BackgroundService
    {
        protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
            migrations.UntilAppliedAsync(stoppingToken);
    }
}
