using Microsoft.Extensions.Hosting;

namespace TrapTagger.Platform.Storage;

/// <summary>A process that starts clears away what a killed one had half written into the folder store.</summary>
internal sealed class SweepStore(FolderStore store) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            store.Sweep();
        }
        catch (Exception e) when (e is UnavailableException or IOException or UnauthorizedAccessException)
        {
            // The site is there without it, and its health says what is wrong.
        }
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
