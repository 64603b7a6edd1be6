using Microsoft.Extensions.Configuration;
using TrapTagger.Platform.Data;

namespace TrapTagger.Platform.Tests.Data;

/// <summary>Traces and logs are for whoever collects them, and for nobody on the way.</summary>
public sealed class TrustingACollector
{
    [Theory]
    [InlineData("http://collector.lan:4318", null, false)]
    [InlineData("http://10.0.0.9:4317", "false", false)]
    [InlineData("http://collector.lan:4318", "true", true)]
    [InlineData("https://collector.example.org", null, true)]
    [InlineData("http://127.0.0.1:4317", null, true)]
    [InlineData("http://localhost:4317", null, true)]
    [InlineData(null, null, true)]
    public void one_on_another_machine_is_reached_in_the_clear_only_where_somebody_says_so(
        string? address, string? insecure, bool isTaken)
    {
        foreach (var setting in (string[])["OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_LOGS_ENDPOINT"])
        {
            var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
            {
                [setting] = address, ["OTEL_EXPORTER_OTLP_INSECURE"] = insecure,
            }).Build();

            var reason = TelemetryAddress.Reject(configuration);

            Assert.Equal(isTaken, reason is null);
            Assert.True(isTaken || reason!.Contains($"write {setting} with https", StringComparison.Ordinal));
        }
    }
}
