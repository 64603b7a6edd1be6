using System.Data.Common;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using TrapTagger.Platform.Data;

namespace TrapTagger.Accounts;

/// <summary>
/// What ended is of no use to anybody: where and when people signed in, links that work no more, invitations that were
/// answered and notices that were read are removed ninety days later. The page on a person's data says so.
/// </summary>
internal sealed class ForgetEnded(Db db, Migrations migrations, TimeProvider clock, ILogger<ForgetEnded> log)
    : BackgroundService
{
    internal static readonly TimeSpan Kept = TimeSpan.FromDays(90);

    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    private static readonly string[] Forget =
    [
        "DELETE FROM session WHERE ended_at < @old OR seen_at < @idle OR made_at < @longest",
        "DELETE FROM known_device WHERE seen_at < @unknown",
        "DELETE FROM reset_link WHERE expires_at < @old",
        "DELETE FROM welcome_link WHERE expires_at < @old",
        "DELETE FROM email_change WHERE expires_at < @old",
        "DELETE FROM invitation WHERE expires_at < @old",
        "DELETE FROM notice WHERE read_at < @old",
    ];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await migrations.Applied.WaitAsync(stoppingToken);
        using var timer = new PeriodicTimer(Interval, clock);
        do
        {
            try
            {
                await ForgetAsync(stoppingToken);
            }
            catch (DbException e)
            {
                log.LogDebug(e, "What ended could not be removed yet");
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task ForgetAsync(CancellationToken ct)
    {
        var old = clock.GetUtcNow() - Kept;
        await using var session = await db.OpenAsync(ct);
        foreach (var forget in Forget)
        {
            await session.ExecuteAsync(forget, new
            {
                old, idle = old - Sessions.Idle, longest = old - Sessions.Longest,
                unknown = clock.GetUtcNow() - KnownDevices.Lifetime,
            });
        }
    }
}
