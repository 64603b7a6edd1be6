using System.Globalization;
using System.Net;
using System.Runtime.Versioning;
using TrapTagger.AppHost.Tests.Surviving;
using TrapTagger.Testing;

namespace TrapTagger.AppHost.Tests;

/// <summary>Real servers, started with the product and ended with it.</summary>
public sealed class RunningServers : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public RunningServers() => LocalServers.SkipWithout();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task what_is_kept_in_them_outlives_kills_and_restarts_and_no_server_outlives_the_apphost()
    {
        await using (var site = Runs())
        {
            var address = await Address(site);
            var (link, said) = ((await site.Says(Ecologist.Link)).Groups[1].Value, site.Lines.Count);
            Assert.Contains(site.Lines, line => line.Contains("worker-1 is starting", StringComparison.Ordinal));
            Assert.Contains(site.Lines, line => line.Contains("worker-2 is starting", StringComparison.Ordinal));
            await Ecologist.CreatesOrganisation(address, link);

            await site.Receives("KILL", Assert.Single(LocalServers.Processes(_folder["data"], "mariadbd\0")));
            await site.Receives("KILL", Assert.Single(LocalServers.Processes(_folder["data"], "redis-server 127")));
            await site.Receives("KILL", Assert.Single(LocalServers.Processes(_folder["data"], "radosgw\0")));
            foreach (var server in (string[])["mysql", "redis", "ceph"])
            {
                await site.Says($"{server} ended \\(exit code [0-9]+\\); starting it again in 1 s", said);
            }
            await IsHealthy(address);

            await site.Receives("KILL");
            await Eventually.Is(
                () => Task.FromResult(LocalServers.Processes(_folder["data"]).Count), left => left == 0);
        }

        await using var again = Runs();
        var ann = await Ecologist.SignsIn(await Address(again));
        Assert.Equal(HttpStatusCode.OK, (await ann.Opens("/surveys")).Status);
        Assert.DoesNotContain(again.Lines, line => line.Contains("First run", StringComparison.Ordinal));

        await again.Receives("INT");
        Assert.Equal(0, await again.Ends());
        Assert.Empty(LocalServers.Processes(_folder["data"]));
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public async Task nobody_gets_in_without_the_password_that_is_kept_for_the_owner_alone()
    {
        await using var site = Runs();
        await site.Says("web is starting as process");

        var stranger = LocalServers.Database(_folder["data"]).Replace("Password=", "Password=x");
        await Assert.ThrowsAsync<MySqlConnector.MySqlException>(() => new SiteRows(stranger).Ask<int>("SELECT 1"));
        Assert.Equal(1, await new SiteRows(LocalServers.Database(_folder["data"])).Ask<int>("SELECT 1"));
        Assert.Equal(
            UnixFileMode.UserRead | UnixFileMode.UserWrite,
            File.GetUnixFileMode(_folder["data/servers/settings.json"]));
    }

    private RunningAppHost Runs() => RunningAppHost.Start(
    [
        "--data", _folder["data"], "--infrastructure", "local", "--workers", "2",
        "--port", RunningAppHost.FreePort().ToString(CultureInfo.InvariantCulture),
    ]);

    private static async Task<Uri> Address(RunningAppHost site) =>
        new((await site.Says("^TrapTagger is ready at (\\S+)")).Groups[1].Value);

    private static async Task IsHealthy(Uri site)
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = site };
        await Eventually.Is(async () => (await http.GetAsync("/health")).StatusCode, s => s == HttpStatusCode.OK);
    }
}
