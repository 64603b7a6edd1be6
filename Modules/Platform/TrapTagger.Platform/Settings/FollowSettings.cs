using System.Data.Common;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using TrapTagger.Platform.Coordination;
using TrapTagger.Platform.Data;

namespace TrapTagger.Platform.Settings;

/// <summary>Keeps what pages show of the settings up to date, so that no page waits for it.</summary>
internal sealed class FollowSettings(
    SiteSettings settings, Db db, Migrations migrations, ICoordination coordination, TimeProvider clock,
    ILogger<FollowSettings> log) : BackgroundService
{
    /// <summary>How often it looks by itself: a change in a process that it does not hear of shows then.</summary>
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await migrations.Applied.WaitAsync(stoppingToken);
        using var changes = coordination.Follow(SiteSettings.Subject);
        while (true)
        {
            try
            {
                await settings.RefreshAsync(db, stoppingToken);
            }
            catch (DbException e)
            {
                log.LogDebug(e, "The settings could not be read");
            }
            await changes.WaitAsync(Look, clock, stoppingToken);
        }
    }
}
