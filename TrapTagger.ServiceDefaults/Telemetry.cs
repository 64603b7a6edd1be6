using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace TrapTagger.ServiceDefaults;

/// <summary>
/// Traces, metrics and logs by OTLP, when <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> says where to; the other
/// <c>OTEL_…</c> settings have their standard meaning. Sources and meters named <c>TrapTagger.*</c> are included.
/// </summary>
internal static class Telemetry
{
    internal static void AddTelemetry(this IHostApplicationBuilder builder)
    {
        if (string.IsNullOrWhiteSpace(builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]))
        {
            return;
        }

        // .NET 10 leaves request spans without method and path unless this says that nothing else fills them.
        AppContext.SetSwitch("Microsoft.AspNetCore.Hosting.SuppressActivityOpenTelemetryData", false);
        builder.Services.AddSingleton<IStartupFilter, RequestSpans>();
        builder.Services.AddSingleton(_ => TracesAndMetrics(builder));
        builder.Services.AddHostedService<TelemetryStart>();
        builder.Logging.AddOpenTelemetry(logs =>
        {
            logs.SetResourceBuilder(Describe(ResourceBuilder.CreateDefault(), builder.Environment));
            logs.IncludeFormattedMessage = true;
            logs.AddOtlpExporter();
        });
    }

    private static OpenTelemetrySdk TracesAndMetrics(IHostApplicationBuilder builder) => OpenTelemetrySdk.Create(otel =>
    {
        // Without this the exporters would read variables only and miss what a settings file says.
        otel.Services.AddSingleton<IConfiguration>(builder.Configuration);
        otel.ConfigureResource(resource => Describe(resource, builder.Environment));
        otel.WithTracing(traces => traces
            .AddSource("Microsoft.AspNetCore", "System.Net.Http", "TrapTagger.*")
            .AddOtlpExporter());
        otel.WithMetrics(metrics => metrics
            .AddMeter("Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel")
            .AddMeter("System.Net.Http", "System.Runtime", "TrapTagger.*")
            .AddOtlpExporter());
    });

    /// <summary>The variables come last because what comes later wins: OTEL_SERVICE_NAME over our own name.</summary>
    private static ResourceBuilder Describe(ResourceBuilder resource, IHostEnvironment environment) =>
        resource.AddService(environment.ApplicationName).AddEnvironmentVariableDetector();

    /// <summary>Builds the exporters before the first job or request; the container's end flushes them.</summary>
    private sealed class TelemetryStart(OpenTelemetrySdk sdk) : IHostedService
    {
        private readonly OpenTelemetrySdk _sdk = sdk;

        public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
