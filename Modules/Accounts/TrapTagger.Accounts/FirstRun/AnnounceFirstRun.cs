using System.Data.Common;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using TrapTagger.Platform.Data;

namespace TrapTagger.Accounts;

/// <summary>Prints the first-run link once there are tables and the site listens.</summary>
internal sealed class AnnounceFirstRun(
    FirstRunLink link, Migrations migrations, IServiceProvider services, IConfiguration configuration,
    IHostApplicationLifetime lifetime, ILogger<AnnounceFirstRun> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await migrations.Applied.WaitAsync(stoppingToken);
        if (await IssueAsync(stoppingToken) is not { } token)
        {
            return;
        }
        // The address is known only when the server listens, which is after every hosted service has started.
        var listening = new TaskCompletionSource();
        await using var started = lifetime.ApplicationStarted.Register(listening.SetResult);
        await listening.Task.WaitAsync(stoppingToken);
        log.LogInformation(
            "First run: open {Link} to create your organisation. The link works once, for a day.",
            $"{Address()}/first-run/{token}");
    }

    /// <summary>A database that is away in this moment must not end the program.</summary>
    private async Task<string?> IssueAsync(CancellationToken ct)
    {
        while (true)
        {
            try
            {
                return await link.IssueAsync(ct);
            }
            catch (DbException e)
            {
                log.LogDebug(e, "The first-run link waits");
                await Task.Delay(Pause, ct);
            }
        }
    }

    private string Address() => configuration["TrapTagger:Url"]
        ?? services.GetService<IServer>()?.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault()
        ?? "";
}
