using System.Globalization;
using TrapTagger.Testing.Objects;

namespace TrapTagger.Testing;

/// <summary>
/// What stands beside the database server when tests run on one: a Redis and an S3 server for all tests of a process,
/// in which each site has a part of its own. One that this machine lacks, a site does without.
/// </summary>
public static class SharedServers
{
    /// <summary>More than a process has sites.</summary>
    private const int Sites = 10_000;

    private static readonly Lazy<RedisServer> Redis = new(() =>
    {
        var server = RedisServer.StartAsync("--databases", $"{Sites}").GetAwaiter().GetResult();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => server.DisposeAsync().AsTask().GetAwaiter().GetResult();
        return server;
    });

    private static int _sites;

    /// <summary>A bucket that nobody else has, or null where objects are files.</summary>
    public static string? Objects() => TestDatabase.IsServer && ObjectGateway.IsInstalled
        ? ObjectGateway.StartedAsync().GetAwaiter().GetResult().ConnectionString(ObjectGateway.NewBucket())
        : null;

    /// <summary>Keys and channels that nobody else sees, or null where the site runs without.</summary>
    public static string? Coordination()
    {
        if (!TestDatabase.IsServer || !RedisServer.IsInstalled)
        {
            return null;
        }
        var site = Interlocked.Increment(ref _sites).ToString(CultureInfo.InvariantCulture);
        return $"{Redis.Value.Address},defaultDatabase={site},channelPrefix={site}:";
    }
}
