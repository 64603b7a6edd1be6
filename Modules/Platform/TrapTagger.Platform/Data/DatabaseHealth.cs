using System.Data.Common;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace TrapTagger.Platform.Data;

/// <summary>Ready means: the database answers.</summary>
internal sealed class DatabaseHealth(Db db) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await using var session = await db.OpenAsync(cancellationToken);
            await session.ScalarAsync<long>("SELECT count(*) FROM id_block");
            return HealthCheckResult.Healthy();
        }
        catch (DbException e)
        {
            return HealthCheckResult.Unhealthy("The database does not answer.", e);
        }
    }
}
