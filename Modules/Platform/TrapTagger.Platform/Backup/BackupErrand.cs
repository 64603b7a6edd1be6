using System.Data.Common;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using TrapTagger.Platform.Data;
using TrapTagger.Platform.Storage.S3;

namespace TrapTagger.Platform.Backup;

/// <summary>
/// What a program does instead of its work when it is started with `backup FOLDER` or `restore FOLDER`.
/// </summary>
public static class BackupErrand
{
    /// <returns>The exit code; null when the arguments ask for neither.</returns>
    public static async Task<int?> RunErrandAsync(this WebApplication app, string[] args)
    {
        if (args is not [("backup" or "restore") and var verb, var folder])
        {
            return null;
        }

        var log = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(BackupErrand));
        var ct = app.Lifetime.ApplicationStopping;
        // Nothing of the program is started but its ear for whoever tells it to stop.
        await app.Services.GetRequiredService<IHostLifetime>().WaitForStartAsync(CancellationToken.None);
        try
        {
            await RunAsync(app.Services, verb, Path.GetFullPath(folder), ct);
            return 0;
        }
        catch (Exception e) when (e is BackupException or MigrationException or UnavailableException
            or DbException or IOException or UnauthorizedAccessException)
        {
            log.LogError("The {Verb} is not complete. {Reason}", verb, e.Message);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            log.LogError("The {Verb} was stopped and is not complete", verb);
        }
        return 1;
    }

    private static async Task RunAsync(IServiceProvider services, string verb, string folder, CancellationToken ct)
    {
        if (verb == "backup")
        {
            await ActivatorUtilities.CreateInstance<TakeBackup>(services).RunAsync(folder, ct);
            return;
        }
        // A store that nobody has used yet has no bucket.
        foreach (var preparation in services.GetServices<IHostedService>().OfType<PrepareBucket>())
        {
            await preparation.StartAsync(ct);
        }
        await ActivatorUtilities.CreateInstance<RestoreBackup>(services).RunAsync(folder, ct);
    }
}
