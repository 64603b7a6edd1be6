using Microsoft.Extensions.Diagnostics.HealthChecks;
using TrapTagger.Platform.Html;
using TrapTagger.Platform.Workers;

namespace TrapTagger.Platform.Health;

/// <summary>Leases, links and due times are written by one machine and read by another: clocks must agree.</summary>
/// <param name="worker">Where this process is a worker.</param>
internal sealed class ClockHealth(DatabaseClock clock, WorkerClock? worker = null) : IHealthCheck
{
    private static readonly TimeSpan Most = TimeSpan.FromMinutes(5);

    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var (_, ahead) = await clock.ReadAsync(cancellationToken);
        return (worker is null ? OfSite(Environment.MachineName, ahead) : OfWorker(Environment.MachineName, ahead))
            is { } complaint
            ? HealthCheckResult.Degraded(complaint)
            : HealthCheckResult.Healthy("This machine's clock agrees with the database's.");
    }

    internal static bool IsNear(TimeSpan ahead) => ahead.Duration() <= Most;

    /// <summary>Of a machine that answers browsers; null when its clock is near enough.</summary>
    internal static string? OfSite(string host, TimeSpan ahead) => Complaint(
        $"The clock of {host}", ahead, "set it by NTP, or work starts and links end at the wrong time.");

    internal static string? OfWorker(string host, TimeSpan ahead) => Complaint(
        $"The clock of the worker on {host}", ahead, "it takes no work until NTP has set that right.");

    private static string? Complaint(string whose, TimeSpan ahead, string consequence) => IsNear(ahead)
        ? null
        : $"{whose} is {Words.Count((long)ahead.Duration().TotalMinutes, "minute", "minutes")} "
            + $"{(ahead > TimeSpan.Zero ? "ahead of" : "behind")} the database's: {consequence}";
}
