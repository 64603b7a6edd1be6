using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using TrapTagger.ServiceDefaults;

namespace TrapTagger.AppHost.Tests;

public sealed class AnsweringProbes : IAsyncDisposable
{
    private readonly HttpClient _stranger = new(new SocketsHttpHandler { UseProxy = false });
    private readonly WebApplication _app;
    private HealthCheckResult _database = HealthCheckResult.Healthy();

    public AnsweringProbes()
    {
        var builder = WebApplication.CreateBuilder();
        builder.AddServiceDefaults();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddHealthChecks().AddCheck("database", () => _database);
        _app = builder.Build();
        _app.MapDefaultEndpoints();
    }

    public async ValueTask DisposeAsync()
    {
        _stranger.Dispose();
        await _app.DisposeAsync();
    }

    [Fact]
    public async Task a_process_whose_checks_pass_is_ready()
    {
        Assert.Equal((HttpStatusCode.OK, "Healthy"), await Ask("/health"));
    }

    [Fact]
    public async Task a_failing_check_is_not_named_to_strangers()
    {
        _database = HealthCheckResult.Unhealthy("password of root is wrong", new InvalidOperationException("10.0.0.7"));

        Assert.Equal((HttpStatusCode.ServiceUnavailable, "Unhealthy"), await Ask("/health"));
    }

    [Fact]
    public async Task a_process_that_is_not_ready_is_alive()
    {
        _database = HealthCheckResult.Unhealthy();

        Assert.Equal((HttpStatusCode.OK, "Healthy"), await Ask("/alive"));
    }

    [Fact]
    public async Task no_answer_says_which_server_gives_it()
    {
        await _app.StartAsync(TestContext.Current.CancellationToken);
        using var answer = await _stranger.GetAsync(new Uri(_app.Urls.Single()), TestContext.Current.CancellationToken);

        Assert.Empty(answer.Headers.Server);
    }

    private async Task<(HttpStatusCode Status, string Body)> Ask(string path)
    {
        await _app.StartAsync(TestContext.Current.CancellationToken);
        using var answer = await _stranger.GetAsync(
            new Uri(_app.Urls.Single() + path), TestContext.Current.CancellationToken);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }
}
