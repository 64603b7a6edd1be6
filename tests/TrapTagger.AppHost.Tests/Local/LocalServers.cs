using System.Text.Json;
using Amazon.Runtime;
using Amazon.S3;

namespace TrapTagger.AppHost.Tests;

/// <summary>The servers that an AppHost starts on this machine, as an operator finds them in the data folder.</summary>
internal static class LocalServers
{
    internal const string Bucket = "traptagger";

    private static readonly string[] Programs = ["mariadbd", "redis-server", "ceph-mon", "ceph-osd", "radosgw"];

    internal static void SkipWithout()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Servers are started on Linux alone.");
        var folders = $"{Environment.GetEnvironmentVariable("PATH")}:/usr/local/sbin:/usr/sbin:/sbin".Split(':');
        var missing = Programs.Where(name => !folders.Any(folder => File.Exists(Path.Combine(folder, name)))).ToList();
        Assert.SkipUnless(missing is [], $"{string.Join(", ", missing)} not installed: "
            + "apt-get install mariadb-server redis-server ceph-mon ceph-osd radosgw");
    }

    internal static string Database(string data) =>
        $"Server=127.0.0.1;Port={Setting(data, "mysql-port")};User ID=traptagger;"
        + $"Password={Setting(data, "mysql-password")};Database=traptagger";

    /// <summary>As the owner of the objects, who is told of each failure at once.</summary>
    internal static AmazonS3Client Objects(string data) => new(
        Setting(data, "ceph-root-access-password"), Setting(data, "ceph-root-secret-password"), new AmazonS3Config
        {
            ServiceURL = $"http://127.0.0.1:{Setting(data, "ceph-port")}",
            ForcePathStyle = true,
            // The other choice is a form that no server but AWS's reads.
            RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED,
            MaxErrorRetry = 0,
            Timeout = TimeSpan.FromSeconds(20),
        });

    internal static string Setting(string data, string name) => JsonDocument
        .Parse(File.ReadAllText(Path.Combine(data, "servers", "settings.json"))).RootElement
        .GetProperty(name).GetString()!;

    /// <summary>
    /// The processes that were started for a data folder, told by their arguments or variables; Redis overwrites both,
    /// with where it listens.
    /// </summary>
    internal static IReadOnlyList<int> Processes(string data, string program = "")
    {
        var redis = $"127.0.0.1:{Setting(data, "redis-port")}";
        return
        [
            .. Directory.GetDirectories("/proc").Select(folder => Path.GetFileName(folder))
                .Where(name => int.TryParse(name, out _))
                .Where(id => Says(id, "environ", data) || Says(id, "cmdline", data) || Says(id, "cmdline", redis))
                .Where(id => Says(id, "cmdline", program))
                .Select(id => int.Parse(id, null)),
        ];
    }

    private static bool Says(string process, string what, string text)
    {
        try
        {
            return File.ReadAllText($"/proc/{process}/{what}") is { Length: > 0 } said
                && said.Contains(text, StringComparison.Ordinal);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false; // It has ended, or is somebody else's.
        }
    }
}
