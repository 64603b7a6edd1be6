using Microsoft.Extensions.Diagnostics.HealthChecks;
using TrapTagger.Platform.Html;
using TrapTagger.Platform.Workers;

namespace TrapTagger.Platform.Health;

/// <summary>
/// Whether somebody does the work. A web app that has just started is patient: its workers start after it.
/// </summary>
internal sealed class WorkersHealth(WorkerBoard workers, TimeProvider clock) : IHealthCheck
{
    /// <summary>Under this key the answer carries the workers themselves.</summary>
    internal const string Seen = "workers";

    private readonly long _began = clock.GetTimestamp();

    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var seen = await workers.ListAsync(cancellationToken);
        var data = new Dictionary<string, object> { [Seen] = seen };
        return Complaint(seen, clock.GetElapsedTime(_began)) is { } complaint
            ? HealthCheckResult.Degraded(complaint, data: data)
            : HealthCheckResult.Healthy(Praise(seen.Count(w => !w.IsGone)), data);
    }

    /// <summary>Null when all is well.</summary>
    internal static string? Complaint(IReadOnlyList<WorkerSeen> seen, TimeSpan running)
    {
        var here = seen.Where(w => !w.IsGone).ToList();
        if (here.Count == 0)
        {
            return running < WorkerSeen.Patience
                ? null
                : "No worker runs: files are received, and nothing else is done with them until one does.";
        }
        return here
            .Select(w => ClockHealth.OfWorker(w.Host, w.Ahead))
            .FirstOrDefault(complaint => complaint is not null);
    }

    private static string Praise(int count) => count == 0
        ? "Waiting for the first worker."
        : $"{Words.Count(count, "worker runs", "workers run")}.";
}
