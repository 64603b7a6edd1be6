using System.Globalization;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using TrapTagger.Platform.Storage;

namespace TrapTagger.Platform.Health;

/// <summary>Says that the data folder's disk fills up before it is full.</summary>
internal sealed class DiskHealth(DataFolder data) : IHealthCheck
{
    private const double Gigabyte = 1e9;

    public Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            var disk = new DriveInfo(data.Path);
            return Task.FromResult(Judge(disk.AvailableFreeSpace, disk.TotalSize));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Task.FromResult(
                HealthCheckResult.Degraded($"The disk of the data folder {data.Path} can't be read: {e.Message}", e));
        }
    }

    /// <summary>Less than 2 GB, or than a fiftieth of a small disk, is little.</summary>
    internal static HealthCheckResult Judge(long free, long size)
    {
        var left = string.Create(CultureInfo.InvariantCulture, $"{free / Gigabyte:0.#} GB");
        return free >= Math.Min(2 * Gigabyte, size / 50.0)
            ? HealthCheckResult.Healthy("The disk of the data folder has room.")
            : HealthCheckResult.Degraded(
                $"The disk of the data folder has {left} left: free some, or uploads and work will stop.");
    }
}
