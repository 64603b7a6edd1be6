using Microsoft.Extensions.Diagnostics.HealthChecks;
using TrapTagger.Platform.Html;

namespace TrapTagger.Platform.Health;

/// <summary>Leases, links and due times are written by one machine and read by another: clocks must agree.</summary>
internal sealed class ClockHealth(DatabaseClock clock) : IHealthCheck
{
    private static readonly TimeSpan Most = TimeSpan.FromMinutes(5);

    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Complaint($"The clock of {Environment.MachineName}", (await clock.ReadAsync(cancellationToken)).Ahead)
            is { } complaint
            ? HealthCheckResult.Degraded(complaint)
            : HealthCheckResult.Healthy("This machine's clock agrees with the database's.");

    /// <summary>Null when the clock is near enough.</summary>
    internal static string? Complaint(string whose, TimeSpan ahead) => ahead.Duration() <= Most
        ? null
        : $"{whose} is {Words.Count((long)ahead.Duration().TotalMinutes, "minute", "minutes")} "
            + $"{(ahead > TimeSpan.Zero ? "ahead of" : "behind")} the database's: "
            + "set it by NTP, or work starts and links end at the wrong time.";
}
