using Microsoft.Extensions.Diagnostics.HealthChecks;
using TrapTagger.Platform.Html;

namespace TrapTagger.Platform.Storage;

/// <summary>
/// Whether the folder takes objects, and for how long. Never worse than degraded: pages don't need it.
/// </summary>
internal sealed class FolderHealth(FolderStore store) : IHealthCheck
{
    private const long Gibibyte = 1L << 30;

    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await using (var arriving = store.Receive())
            {
                await arriving.File.WriteAsync(new byte[1], cancellationToken);
            }
            var disk = new DriveInfo(store.Root);
            return NearlyFull(store.Root, disk.AvailableFreeSpace, disk.TotalSize) is { } sentence
                ? HealthCheckResult.Degraded(sentence)
                : HealthCheckResult.Healthy($"{store.Root} takes objects.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return HealthCheckResult.Degraded(
                $"Objects can't be written to {store.Root}: {e.Message.TrimEnd('.')}.");
        }
    }

    /// <summary>A survey is tens of gigabytes: with this little left somebody must act before the next one.</summary>
    internal static string? NearlyFull(string folder, long free, long total) =>
        free >= Gibibyte && free >= total / 100
            ? null
            : $"The disk of {folder} is nearly full: {Words.Number(free >> 20)} MiB are left. Make room on it.";
}
