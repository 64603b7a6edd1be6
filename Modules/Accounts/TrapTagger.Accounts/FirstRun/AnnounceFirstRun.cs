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
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await migrations.Applied.WaitAsync(stoppingToken);
        var token = await link.IssueAsync(stoppingToken);
        if (token is null)
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

    private string Address() => configuration["TrapTagger:Url"]
        ?? services.GetService<IServer>()?.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault()
        ?? "";
}
