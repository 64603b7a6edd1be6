using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using TrapTagger.ServiceDefaults;

namespace TrapTagger.AppHost.Tests;

public sealed class ExportingTelemetry : IAsyncLifetime
{
    private readonly ConcurrentDictionary<string, string> _received = new();
    private readonly HttpClient _visitor = new(new SocketsHttpHandler { UseProxy = false });
    private readonly WebApplication _collector;

    public ExportingTelemetry()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _collector = builder.Build();
        _collector.MapPost("/v1/{kind}", async (string kind, HttpRequest request) =>
        {
            // Protocol buffers hold text as it is, which is all that is looked for here.
            using var reader = new StreamReader(request.Body, Encoding.Latin1);
            var body = await reader.ReadToEndAsync();
            _received.AddOrUpdate(kind, body, (_, before) => before + body);
        });
    }

    public async ValueTask InitializeAsync() => await _collector.StartAsync();

    public async ValueTask DisposeAsync()
    {
        _visitor.Dispose();
        await _collector.DisposeAsync();
    }

    [Fact]
    public async Task traces_metrics_and_logs_reach_the_collector_that_configuration_names()
    {
        await Visit(_collector.Urls.Single(), "/surveys/7", "/health");

        Assert.Contains("GET /surveys/{id:int}", _received["traces"], StringComparison.Ordinal);
        Assert.Contains("traptagger-under-test", _received["traces"], StringComparison.Ordinal);
        Assert.Contains("http.server.request.duration", _received["metrics"], StringComparison.Ordinal);
        Assert.DoesNotContain("health", _received["metrics"], StringComparison.Ordinal);
        Assert.Contains("survey 7 was opened", _received["logs"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task nothing_is_sent_where_no_collector_is_named()
    {
        await Visit(collector: "", "/surveys/7");

        Assert.Empty(_received);
    }

    [Theory]
    [InlineData("/surveys/7", "GET /surveys/{id:int}", 200, ActivityStatusCode.Unset)]
    [InlineData("/broken", "GET /broken", 500, ActivityStatusCode.Error)]
    [InlineData("/no-such-page", "GET", 404, ActivityStatusCode.Unset)]
    public async Task a_request_is_named_by_its_route_and_carries_its_status(
        string path, string name, int status, ActivityStatusCode outcome)
    {
        var span = await SpanOf(path);

        Assert.Equal(name, span.DisplayName);
        Assert.Equal(status, span.GetTagItem("http.response.status_code"));
        Assert.Equal(outcome, span.Status);
    }

    [Theory]
    [InlineData("/reset/s3cret-of-a-link")]
    [InlineData("/failing/s3cret-of-a-link")]
    public async Task the_secret_of_a_link_is_in_no_span(string path)
    {
        var span = await SpanOf(path);

        Assert.Equal(
            path.Replace("s3cret-of-a-link", "{token}", StringComparison.Ordinal), span.GetTagItem("url.path"));
        Assert.DoesNotContain(span.TagObjects, tag => $"{tag.Value}".Contains("s3cret", StringComparison.Ordinal));
    }

    [Fact]
    public async Task a_probe_leaves_no_span_behind()
    {
        Assert.False((await SpanOf("/health")).Recorded);
    }

    private async Task<Activity> SpanOf(string path)
    {
        var spans = new ConcurrentBag<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Microsoft.AspNetCore",
            ActivityStopped = spans.Add,
        };
        ActivitySource.AddActivityListener(listener);

        var address = await Visit(_collector.Urls.Single(), path);

        // Other tests' servers are heard too: this one's is told by its port.
        return Assert.Single(spans, span => new Uri(address).Port.Equals(span.GetTagItem("server.port")));
    }

    /// <summary>Runs an application that exports to the collector, from start to stop.</summary>
    private async Task<string> Visit(string collector, params string[] paths)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector,
            ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
            ["OTEL_SERVICE_NAME"] = "traptagger-under-test",
        });
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.AddServiceDefaults();

        await using var app = builder.Build();
        app.MapDefaultEndpoints();
        app.UseWhen(
            http => http.Request.Path.StartsWithSegments("/failing"),
            branch => branch.UseExceptionHandler(page => page.Run(_ => Task.CompletedTask)));
        app.MapGet("/reset/{token}", (string token) => token.Length);
        app.MapGet("/failing/{token}", string (string token) => throw new InvalidOperationException("broken"));
        app.MapGet("/broken", string () => throw new InvalidOperationException("broken"));
        app.MapGet("/surveys/{id:int}", (int id, ILogger<ExportingTelemetry> log) =>
            log.LogInformation("survey {Id} was opened", id));
        await app.StartAsync();
        var address = app.Urls.Single();
        foreach (var path in paths)
        {
            using var answer = await _visitor.GetAsync(new Uri(address + path));
        }

        await app.StopAsync();
        return address;
    }
}
