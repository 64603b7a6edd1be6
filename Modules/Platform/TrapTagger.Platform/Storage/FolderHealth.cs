using Microsoft.Extensions.Diagnostics.HealthChecks;
using TrapTagger.Platform.Health;

namespace TrapTagger.Platform.Storage;

/// <summary>
/// Whether the folder takes objects, and for how long. Never worse than degraded: pages don't need it.
/// </summary>
internal sealed class FolderHealth(FolderStore store) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await using (var arriving = store.Receive())
            {
                await arriving.File.WriteAsync(new byte[1], cancellationToken);
            }
            return DiskHealth.NearlyFull(store.Root) is { } sentence
                ? HealthCheckResult.Degraded(sentence)
                : HealthCheckResult.Healthy($"{store.Root} takes objects.");
        }
        catch (Exception e) when (store.Trouble(e, store.Root) is { } trouble)
        {
            return HealthCheckResult.Degraded(trouble.Message);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return HealthCheckResult.Degraded(
                $"Objects can't be written to {store.Root}: {e.Message.TrimEnd('.')}.");
        }
    }
}
