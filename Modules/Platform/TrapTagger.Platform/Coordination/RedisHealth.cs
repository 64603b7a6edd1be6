using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace TrapTagger.Platform.Coordination;

/// <summary>Redis gone is a slower site, not a broken one.</summary>
internal sealed class RedisHealth(RedisLink? link = null) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default) => Task.FromResult(link switch
        {
            null => HealthCheckResult.Healthy("Not used: this site runs without it, and pages look for changes."),
            { Answers: true } => HealthCheckResult.Healthy($"Redis at {link.Where} passes changes on to every page."),
            { RefusesUs: true } => HealthCheckResult.Degraded(
                $"Redis at {link.Where} refuses the user or password of the setting 'ConnectionStrings:redis': "
                + "live updates are slower until they agree."),
            _ => HealthCheckResult.Degraded(
                $"Redis at {link.Where} does not answer: live updates are slower until it does."),
        });
}
