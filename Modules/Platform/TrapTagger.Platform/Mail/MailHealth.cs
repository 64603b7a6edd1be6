using Microsoft.Extensions.Diagnostics.HealthChecks;
using TrapTagger.Platform.Data;
using TrapTagger.Platform.Html;

namespace TrapTagger.Platform.Mail;

/// <summary>Whether letters leave: people wait for them, and a letter can't say that it did not come.</summary>
internal sealed class MailHealth(Db db, MailSettings settings, TimeProvider clock) : IHealthCheck
{
    /// <summary>A server that turns newcomers away for some minutes, as many do, is no news.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(15);

    private const string CountParked = "SELECT count(*) FROM mail WHERE state = 'parked'";
    private const string CountLate = "SELECT count(*) FROM mail WHERE state = 'waiting' AND asked_at < @late";

    private const string FindReason = """
        SELECT reason FROM mail
        WHERE state = 'waiting' AND asked_at < @late AND reason IS NOT NULL
        ORDER BY due_at DESC LIMIT 1
        """;

    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var late = new { late = clock.GetUtcNow() - Patience };
        await using var session = await db.OpenAsync(cancellationToken);
        var parked = await session.ScalarAsync<long>(CountParked);
        var waiting = await session.ScalarAsync<long>(CountLate, late);
        if (parked == 0 && waiting == 0)
        {
            return HealthCheckResult.Healthy(settings.Server is null
                ? "No mail server is set: letters become files and are read on this site."
                : $"Letters leave by {settings.Where}.");
        }
        var reason = await session.ScalarAsync<string>(FindReason, late);
        return HealthCheckResult.Degraded(string.Join(' ', Complaints(parked, waiting, reason)));
    }

    private static IEnumerable<string> Complaints(long parked, long waiting, string? reason)
    {
        if (parked > 0)
        {
            yield return $"{Words.Count(parked, "letter", "letters")} could not be sent and "
                + $"{(parked == 1 ? "waits" : "wait")} for your decision.";
        }
        if (waiting > 0)
        {
            yield return $"{Words.Count(waiting, "letter waits", "letters wait")} to be sent.";
        }
        if (reason is not null)
        {
            yield return reason;
        }
    }
}
