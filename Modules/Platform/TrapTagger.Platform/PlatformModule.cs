using Carter;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using TrapTagger.Platform.Coordination;
using TrapTagger.Platform.Data;
using TrapTagger.Platform.Health;
using TrapTagger.Platform.Html;
using TrapTagger.Platform.Identity;
using TrapTagger.Platform.Jobs;
using TrapTagger.Platform.Keys;
using TrapTagger.Platform.Mail;
using TrapTagger.Platform.Settings;
using TrapTagger.Platform.Storage;

namespace TrapTagger.Platform;

/// <summary>What every module stands on: database, jobs, object store, mail, the HTML shell.</summary>
public sealed class PlatformModule : ICarterModule
{
    public void AddRoutes(IEndpointRouteBuilder app) => ObjectEndpoints.Map(app);
}

public static class PlatformServices
{
    /// <exception cref="UnusableSettingException">A setting is missing or can't work.</exception>
    public static IServiceCollection AddPlatform(this IServiceCollection services, IConfiguration configuration)
    {
        if (TelemetryAddress.Reject(configuration) is { } reason)
        {
            throw new UnusableSettingException(reason);
        }
        var data = new DataFolder(Required(configuration, "TrapTagger:DataFolder"));

        services.AddSingleton(data);
        services.AddSingleton(TimeProvider.System);
        var rows = Required(configuration, "ConnectionStrings:traptagger");
        var database = Database.Of(rows);
        services.AddSingleton(database.Dialect);
        services.AddSingleton(_ => database.Source); // made by the container, which then closes it
        services.AddSingleton(Database.Plain(rows));
        services.AddSingleton<Db>();
        services.AddSingleton<Ids>();
        services.AddSingleton<Migrations>();
        services.AddMigrations<PlatformModule>("Platform");

        services.AddObjectStore(Required(configuration, "ConnectionStrings:objects"), data);

        // A request that can't be read is the sender's fault, also in development: 400, and nothing in the log.
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = false);
        services.ConfigureHttpJsonOptions(options => options.SerializerOptions.RespectNullableAnnotations = true);

        services.AddSingleton<JobKinds>();
        services.AddSingleton(s =>
            new JobQueue(s.GetRequiredService<JobKinds>(), s.GetRequiredService<TimeProvider>()));
        services.AddSingleton<ParkedJobs>();
        services.AddSingleton<ParkedGroups>();
        services.AddSingleton<JobBoard>();
        services.AddSingleton<Events>();
        services.AddMail(configuration);
        services.AddDatabaseKeys(configuration);
        services.AddHealthChecks().AddCheck<DatabaseHealth>("database");
        services.AddCoordination(configuration["ConnectionStrings:redis"]);
        services.AddSiteHealth();
        services.AddNeeds();
        services.AddSingleton<SiteSettings>();
        services.AddHostedService<FollowSettings>();
        return services;
    }

    /// <summary>The site sees to it that its bucket is as its pages need it; workers beside it need not.</summary>
    public static IServiceCollection AddStoreSetup(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddBucketPreparation(configuration);
        return services;
    }

    /// <summary>The scripts in the assembly of a module's door are applied when a process starts.</summary>
    public static IServiceCollection AddMigrations<TDoor>(this IServiceCollection services, string module) =>
        services.AddSingleton(new MigrationSource(module, typeof(TDoor).Assembly));

    public static IServiceCollection AddJob<TJob, TArgument>(this IServiceCollection services, string queue)
        where TJob : Jobs.IJob<TArgument> => services.AddSingleton(JobKind.Of<TJob, TArgument>(queue));

    /// <summary>Headers of every answer; goes first in the pipeline.</summary>
    public static IApplicationBuilder UsePlatform(this IApplicationBuilder app) => app.UseSecurityHeaders();

    private static string Required(IConfiguration configuration, string name) => configuration[name]
        ?? throw new UnusableSettingException(
            $"The setting '{name}' is missing: start TrapTagger with "
            + "`dotnet run --project TrapTagger.AppHost`, which sets it.");
}
