using Microsoft.Extensions.Configuration;

namespace TrapTagger.Platform.Data;

/// <summary>Where traces and logs go. They say who did what, so nobody is to read along on the way.</summary>
internal static class TelemetryAddress
{
    private static readonly string[] Settings =
    [
        "OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "OTEL_EXPORTER_OTLP_METRICS_ENDPOINT",
        "OTEL_EXPORTER_OTLP_LOGS_ENDPOINT",
    ];

    /// <summary>Why an address can't be used, in a sentence that says what to do; null when all can.</summary>
    internal static string? Reject(IConfiguration configuration) =>
        string.Equals(configuration["OTEL_EXPORTER_OTLP_INSECURE"], "true", StringComparison.OrdinalIgnoreCase)
            ? null
            : Settings.Select(setting => Reject(setting, configuration[setting])).FirstOrDefault(r => r is not null);

    private static string? Reject(string setting, string? address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme == "http" && !ThisMachine.Is(uri.Host)
            ? $"Logs would go to {uri.Host} in the clear: write {setting} with https, or set "
                + "OTEL_EXPORTER_OTLP_INSECURE=true if the way there needs no protection."
            : null;
}
