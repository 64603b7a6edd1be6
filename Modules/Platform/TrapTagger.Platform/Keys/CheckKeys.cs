using System.Data.Common;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using TrapTagger.Platform.Data;

namespace TrapTagger.Platform.Keys;

/// <summary>
/// Reads the keys as soon as there are tables: keys that lay open are sealed, and a program whose secret does not open
/// them ends with a sentence, or nobody could sign in and each request would say so.
/// </summary>
internal sealed class CheckKeys(
    DatabaseKeys keys, Migrations migrations, IHostApplicationLifetime life, ILogger<CheckKeys> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await migrations.Applied.WaitAsync(stoppingToken);
        try
        {
            keys.GetAllElements();
        }
        catch (UnusableSettingException e)
        {
            log.LogCritical("{Reason}", e.Message);
            Environment.ExitCode = UnusableSettingException.ExitCode;
            life.StopApplication();
        }
        catch (DbException e)
        {
            log.LogDebug(e, "The keys could not be read yet");
        }
    }
}
