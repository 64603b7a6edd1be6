using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using Amazon.Runtime;
using Amazon.S3;
using TrapTagger.Testing;

namespace TrapTagger.AppHost.Tests;

/// <summary>
/// The disk, the monitor and the gateway of this machine's object store die at once while objects are written: what the
/// store had accepted is there when it is back, byte for byte.
/// </summary>
public sealed class KillingTheObjectStore : IDisposable
{
    private const int Rounds = 2;
    private const int EachRound = 100;
    private const int Writers = 4;

    private readonly TemporaryFolder _folder = new();
    private readonly ConcurrentDictionary<string, string> _accepted = [];
    private readonly ITestOutputHelper _output;
    private int _refused;

    public KillingTheObjectStore(ITestOutputHelper output)
    {
        LocalServers.SkipWithout();
        _output = output;
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task what_it_had_accepted_is_there_when_it_is_back()
    {
        await using var site = RunningAppHost.Start(
        [
            "--data", _folder["data"], "--infrastructure", "local",
            "--port", RunningAppHost.FreePort().ToString(CultureInfo.InvariantCulture),
        ]);
        await site.IsReady();
        using var store = LocalServers.Objects(_folder["data"]);

        for (var round = 1; round <= Rounds; round++)
        {
            using var dead = new CancellationTokenSource();
            var writing = Task.WhenAll(Enumerable.Range(0, Writers).Select(_ => Writes(store, dead.Token)));
            await Eventually.Is(() => Task.FromResult(_accepted.Count), count => count >= round * EachRound,
                () => $"{_refused} writes were refused.");
            var said = site.Lines.Count;
            await site.Receives("KILL", Parts());
            await dead.CancelAsync();
            await writing;
            await site.Says("ceph ended", said);
            await Eventually.Is(() => Answers(store), answers => answers);
        }

        _output.WriteLine($"{_accepted.Count} objects accepted, {_refused} writes cut off, {Rounds} deaths");
        foreach (var (key, hash) in _accepted)
        {
            using var got = await store.GetObjectAsync(LocalServers.Bucket, key, Ct);
            Assert.Equal(hash, Convert.ToHexString(await SHA256.HashDataAsync(got.ResponseStream, Ct)));
        }
    }

    /// <summary>Pictures of all sizes, until the store is dead.</summary>
    private async Task Writes(AmazonS3Client store, CancellationToken dead)
    {
        while (!dead.IsCancellationRequested)
        {
            var (key, bytes) = ($"killed/{Guid.NewGuid():N}", new byte[RandomNumberGenerator.GetInt32(1, 2_000_000)]);
            RandomNumberGenerator.Fill(bytes);
            try
            {
                await store.PutObjectAsync(
                    new() { BucketName = LocalServers.Bucket, Key = key, InputStream = new MemoryStream(bytes) },
                    CancellationToken.None);
                _accepted[key] = Convert.ToHexString(SHA256.HashData(bytes));
            }
            catch (Exception e) when (e is AmazonServiceException or AmazonClientException or HttpRequestException)
            {
                Interlocked.Increment(ref _refused);
            }
        }
    }

    private int[] Parts() => [.. ((string[])["ceph-osd\0", "ceph-mon\0", "radosgw\0"])
        .Select(part => Assert.Single(LocalServers.Processes(_folder["data"], part)))];

    private static async Task<bool> Answers(AmazonS3Client store)
    {
        try
        {
            await store.ListObjectsV2Async(new() { BucketName = LocalServers.Bucket });
            return true;
        }
        catch (Exception e) when (e is AmazonServiceException or AmazonClientException or HttpRequestException)
        {
            return false;
        }
    }
}
