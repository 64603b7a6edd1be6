using Microsoft.Extensions.Hosting;

namespace TrapTagger.Platform.Storage;

/// <summary>A process that starts clears away what a killed one had half written into the folder store.</summary>
internal sealed class SweepStore(FolderStore store) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        store.Sweep();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
