using System.Globalization;
using System.Net;
using System.Runtime.Versioning;
using TrapTagger.Testing;

namespace TrapTagger.AppHost.Tests;

public sealed class StartingTheApplication : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly HttpClient _browser = new(new SocketsHttpHandler { UseProxy = false });

    public StartingTheApplication() =>
        Assert.SkipUnless(OperatingSystem.IsLinux(), "It sends signals and reads /proc.");

    public void Dispose()
    {
        _browser.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task it_says_where_it_is_ready_and_shows_the_logs_of_both_programs()
    {
        await using var host = RunningAppHost.StartIn(
            _folder, ("Logging__LogLevel__Microsoft.Hosting.Lifetime", "Information"));

        var ready = await host.Says(@"^TrapTagger is ready at http://localhost:([0-9]+)   \(Ctrl\+C stops it\)$");
        var port = ready.Groups[1].Value;

        await host.Says($"^web     \\| [0-9TZ:-]{{20}} Now listening on: http://localhost:{port}$");
        await host.Says("^worker  \\| [0-9TZ:-]{20} Now listening on: http://localhost:[0-9]+$");
        Assert.Equal(HttpStatusCode.OK, await Status($"http://localhost:{port}/health"));
        Assert.Equal(HttpStatusCode.OK, await Status($"http://127.0.0.1:{port}/alive"));
    }

    [Fact]
    public async Task a_service_manager_stops_it_and_the_next_start_finds_port_and_data_as_they_were()
    {
        var port = RunningAppHost.FreePort().ToString(CultureInfo.InvariantCulture);
        await using (var first = RunningAppHost.Start(["--port", port, "--data", _folder["data"]]))
        {
            await first.IsReady();
            File.WriteAllText(_folder["data/kept.txt"], "kept");
            await first.Receives("TERM");
            Assert.Equal(0, await first.Ends());
            Assert.DoesNotContain(first.Children(), RunningAppHost.IsAlive);
        }

        await using var second = RunningAppHost.Start(["--port", port, "--data", _folder["data"]]);
        await second.IsReady();

        Assert.Equal("kept", File.ReadAllText(_folder["data/kept.txt"]));
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public async Task the_data_folder_is_for_its_owner_alone()
    {
        // As mkdir makes it, for everybody to look into.
        Directory.CreateDirectory(_folder["data"], (UnixFileMode)0b111_101_101);
        await using var host = RunningAppHost.StartIn(_folder);
        await host.Says("web is starting as process");

        var others = File.GetUnixFileMode(_folder["data"]) &
            ~(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);

        Assert.Equal(UnixFileMode.None, others);
    }

    private async Task<HttpStatusCode> Status(string url)
    {
        using var response = await _browser.GetAsync(new Uri(url), TestContext.Current.CancellationToken);
        return response.StatusCode;
    }
}
