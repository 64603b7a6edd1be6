using Aspire.Hosting.ApplicationModel;
using TrapTagger.AppHost.Local;
using TrapTagger.Testing;

namespace TrapTagger.AppHost.Tests;

public sealed class NeedingServers : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public NeedingServers() => Assert.SkipUnless(OperatingSystem.IsLinux(), "Servers are started on Linux alone.");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void all_that_a_machine_lacks_is_named_at_once_with_how_to_get_it() => Assert.Equal(
        "This machine lacks mariadbd, ceph-mon, ceph-osd, radosgw: get it with "
            + "apt install --no-install-recommends mariadb-server ceph-mon ceph-osd radosgw",
        Missing("redis-server"));

    [Fact]
    public void a_machine_with_all_of_them_lacks_nothing() =>
        Assert.Null(Missing("mariadbd", "redis-server", "ceph-mon", "ceph-osd", "radosgw"));

    private string? Missing(params string[] installed)
    {
        foreach (var program in installed)
        {
            File.WriteAllText(_folder[program], "");
        }

        var kept = new Kept(_folder["data"]);
        var ceph = Path.Combine(AppHostProject.Directory, "Servers", "ceph.sh");
        return Needs.Reject(
            [
                new MySqlServerResource("mysql", new("mysql-password"), kept),
                new RedisResource("redis", new("redis-password"), kept),
                new ExecutableResource("ceph", "bash", ceph, kept),
            ],
            ["/nowhere", _folder.Path]);
    }
}
