using Microsoft.Extensions.Diagnostics.HealthChecks;
using TrapTagger.Platform.Html;
using TrapTagger.Platform.Storage;

namespace TrapTagger.Platform.Health;

/// <summary>Says that the data folder's disk fills up before it is full.</summary>
internal sealed class DiskHealth(DataFolder data) : IHealthCheck
{
    private const long Gibibyte = 1L << 30;

    public Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            return Task.FromResult(NearlyFull(data.Path) is { } sentence
                ? HealthCheckResult.Degraded(sentence)
                : HealthCheckResult.Healthy("The disk of the data folder has room."));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Task.FromResult(
                HealthCheckResult.Degraded($"The disk of the data folder {data.Path} can't be read: {e.Message}", e));
        }
    }

    /// <summary>The sentence that says so, of any folder; null while there is room.</summary>
    internal static string? NearlyFull(string folder)
    {
        var disk = new DriveInfo(folder);
        return NearlyFull(folder, disk.AvailableFreeSpace, disk.TotalSize);
    }

    /// <summary>A survey is tens of gigabytes: with this little left somebody must act before the next one.</summary>
    internal static string? NearlyFull(string folder, long free, long total) =>
        free >= Gibibyte && free >= total / 100
            ? null
            : $"The disk of {folder} is nearly full: {Words.Number(free >> 20)} MiB are left. Make room on it.";
}
