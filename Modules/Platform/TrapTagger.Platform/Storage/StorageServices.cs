using System.Data.Common;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using TrapTagger.Platform.Data;
using TrapTagger.Platform.Storage.S3;

namespace TrapTagger.Platform.Storage;

/// <summary>Chooses the object store by its connection string.</summary>
internal static class StorageServices
{
    /// <summary>Of the health check of either store.</summary>
    private const string Check = "objects";

    /// <exception cref="UnusableSettingException">The connection string is of no kind we know.</exception>
    internal static void AddObjectStore(this IServiceCollection services, string connectionString, DataFolder data)
    {
        var given = Read(connectionString);
        if (given.TryGetValue("Folder", out var folder))
        {
            services.AddFolder((string)folder, data);
        }
        else
        {
            services.AddS3(new(given));
        }
    }

    /// <summary>What only the site does for its store, and not each worker beside it.</summary>
    internal static void AddBucketPreparation(this IServiceCollection services, IConfiguration configuration)
    {
        if (!services.Any(s => s.ServiceType == typeof(S3Client)))
        {
            return;
        }
        services.AddSingleton(new SiteOrigins((configuration["TrapTagger:Origins"] ?? "").Split(
            [';', ',', ' '], StringSplitOptions.RemoveEmptyEntries)));
        services.AddHostedService<PrepareBucket>();
    }

    private static DbConnectionStringBuilder Read(string connectionString)
    {
        try
        {
            return new() { ConnectionString = connectionString };
        }
        catch (ArgumentException e)
        {
            throw new UnusableSettingException(
                $"{S3Settings.Setting} is not a connection string: write it as Folder=… or Endpoint=…;Bucket=…", e);
        }
    }

    private static void AddFolder(this IServiceCollection services, string folder, DataFolder data)
    {
        services.AddSingleton(s => new ObjectSigner(data.Key("objects"), s.GetRequiredService<TimeProvider>()));
        services.AddSingleton(s => new FolderStore(
            folder, s.GetRequiredService<ObjectSigner>(), data.In("objects.place")));
        services.AddSingleton<IObjectStore>(s => s.GetRequiredService<FolderStore>());
        services.AddHostedService<SweepStore>();
        services.AddHealthChecks().AddCheck<FolderHealth>(Check, HealthStatus.Degraded);
    }

    private static void AddS3(this IServiceCollection services, S3Settings settings)
    {
        // Where a store sends us is nowhere that an operator named.
        services.AddHttpClient(S3Health.Client)
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false });
        services.AddSingleton(_ => new S3Client(settings, S3Client.Patience));
        services.AddSingleton<S3Store>();
        services.AddSingleton<IObjectStore>(s => s.GetRequiredService<S3Store>());
        services.AddSingleton(s => new S3Health(
            settings, s.GetRequiredService<IHttpClientFactory>(), s.GetRequiredService<TimeProvider>()));
        services.AddHealthChecks().AddCheck<S3Health>(Check, HealthStatus.Degraded);
    }
}
