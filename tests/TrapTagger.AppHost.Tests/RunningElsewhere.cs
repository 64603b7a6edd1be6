using System.Globalization;
using System.Net;
using TrapTagger.AppHost.Tests.Surviving;
using TrapTagger.Testing;
using TrapTagger.Testing.Objects;

namespace TrapTagger.AppHost.Tests;

/// <summary>Servers that somebody else runs, and that are named by variables.</summary>
[Collection<OneAfterTheOther>]
public sealed class RunningElsewhere : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task external_servers_are_used_and_none_is_started()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "It sends signals.");
        Assert.SkipUnless(MariaDbServer.IsInstalled, MariaDbServer.Absent);
        var gateway = await ObjectGateway.StartedAsync();
        await using var redis = await RedisServer.StartAsync();
        var server = new MariaDbServer();
        var database = server.CreateDatabase("elsewhere");
        await using var host = RunningAppHost.Start(
            [
                "--infrastructure", "external", "--data", _folder["data"],
                "--port", RunningAppHost.FreePort().ToString(CultureInfo.InvariantCulture),
            ],
            ("ConnectionStrings__traptagger", database), ("ConnectionStrings__redis", redis.Address),
            ("ConnectionStrings__objects", gateway.ConnectionString(ObjectGateway.NewBucket())));

        var address = new Uri((await host.Says("^TrapTagger is ready at (\\S+)")).Groups[1].Value);
        var ann = await Ecologist.CreatesOrganisation(
            address, (await host.Says(Ecologist.Link)).Groups[1].Value);

        Assert.Equal(HttpStatusCode.OK, (await ann.Opens("/surveys")).Status);
        Assert.Equal(Ecologist.Organisation, await new SiteRows(database).Ask<string>("SELECT name FROM organisation"));
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = address };
        Assert.Equal("Healthy", await http.GetStringAsync("/health", TestContext.Current.CancellationToken));
        Assert.Equal(2, host.Lines.Count(line => line.Contains("is starting as process", StringComparison.Ordinal)));
        await host.Receives("INT");
        Assert.Equal(0, await host.Ends());
        server.Stop();
    }
}
