using Microsoft.Extensions.Diagnostics.HealthChecks;
using TrapTagger.Platform.Data;
using TrapTagger.Platform.Html;

namespace TrapTagger.Platform.Jobs;

/// <summary>Work that waits for a person is not well, whatever else is.</summary>
internal sealed class ParkedHealth(Db db) : IHealthCheck
{
    private const string Count = "SELECT count(*) FROM job WHERE state = 'parked'";

    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        await using var session = await db.OpenAsync(cancellationToken);
        var parked = await session.ScalarAsync<long>(Count);
        return parked == 0
            ? HealthCheckResult.Healthy("No work has stopped.")
            : HealthCheckResult.Degraded(
                $"{Words.Count(parked, "piece of work has", "pieces of work have")} stopped and "
                + $"{(parked == 1 ? "waits" : "wait")} for your decision.");
    }
}
