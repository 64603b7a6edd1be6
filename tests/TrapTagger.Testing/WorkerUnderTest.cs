extern alias worker;

using Microsoft.AspNetCore.Mvc.Testing;

namespace TrapTagger.Testing;

/// <summary>A worker in this process, on a site's data; it stops as a worker does at SIGTERM.</summary>
public sealed class WorkerUnderTest : IAsyncDisposable
{
    private readonly WebApplicationFactory<worker::Program> _worker;

    internal WorkerUnderTest(Dictionary<string, string> settings)
    {
        _worker = new WebApplicationFactory<worker::Program>()
            .WithWebHostBuilder(host => SiteUnderTest.Configure(host, settings, Log));
        _ = _worker.Server;
    }

    /// <summary>What the worker printed.</summary>
    public List<string> Log { get; } = [];

    public ValueTask DisposeAsync() => _worker.DisposeAsync();
}
