using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace TrapTagger.Accounts;

/// <summary>Prints the first-run link once the site listens.</summary>
internal sealed class AnnounceFirstRun(
    FirstRunLink link, IServiceProvider services, IConfiguration configuration,
    IHostApplicationLifetime lifetime, ILogger<AnnounceFirstRun> log) : IHostedLifecycleService
{
    public async Task StartedAsync(CancellationToken cancellationToken)
    {
        if (await link.IssueAsync(cancellationToken) is { } token)
        {
            // The address is known only when the server listens, which is after every hosted service has started.
            lifetime.ApplicationStarted.Register(() => log.LogInformation(
                "First run: open {Link} to create your organisation. The link works once, for a day.",
                $"{Address()}/first-run/{token}"));
        }
    }

    private string Address() => configuration["TrapTagger:Url"]
        ?? services.GetService<IServer>()?.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault()
        ?? "";

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
