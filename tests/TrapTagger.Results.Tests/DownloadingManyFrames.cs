using System.Net;
using TrapTagger.Testing;

namespace TrapTagger.Results.Tests;

/// <summary>Fifty thousand frames: more than a server wants to hold for everybody who clicks a link.</summary>
[Collection(Alone)]
public sealed class DownloadingManyFrames : IAsyncDisposable
{
    /// <summary>Other tests would be measured, too.</summary>
    [CollectionDefinition(Alone, DisableParallelization = true)]
    public sealed class RunningAlone;

    private const string Alone = "alone";

    /// <summary>Bytes. Half of what the file has, and a tenth of what its rows would take.</summary>
    private const long Little = 2_000_000;

    private readonly SiteUnderTest _site = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task the_file_is_written_while_it_is_read()
    {
        var scene = await _site.HasClusters(new("Big", Clusters: 10_000, Frames: 5), new("Small", Clusters: 1));
        var ann = await _site.SignedIn();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        using var download = await Begins(ann, scene);
        using var reader = new StreamReader(await download.Content.ReadAsStreamAsync(Stop));
        Assert.StartsWith("Site Name,", await reader.ReadLineAsync(Stop));
        Assert.StartsWith("Big,A,", await reader.ReadLineAsync(Stop));

        // The server waits for this reader: what it has not read yet, it can still see change.
        await _site.Rows.Run("UPDATE frame SET path = 'renamed meanwhile' WHERE path LIKE 'Small/%'");
        var waiting = GC.GetTotalMemory(forceFullCollection: true) - before;
        var (lines, letters, last) = await ReadsOn(reader);

        Assert.Equal(50_000, lines); // one was read before, one is the other site's
        Assert.Contains("renamed meanwhile", last, StringComparison.Ordinal);
        Assert.True(letters > Little * 3 / 2, $"The file is too small to show anything: {letters} letters.");
        Assert.True(waiting < Little, $"{waiting} bytes were held for a file of {letters} letters.");
    }

    [Fact]
    public async Task a_reader_who_leaves_ends_the_statement()
    {
        var scene = await _site.HasClusters(new SiteScene("Big", Clusters: 10_000, Frames: 5));
        // More than the sockets between a server and the site hold, and something in the log of writes.
        await _site.Rows.Run("UPDATE frame SET path = concat(path, @tail)", new { tail = new string('x', 300) });
        using (var download = await Begins(await _site.SignedIn(), scene))
        {
            await (await download.Content.ReadAsStreamAsync(Stop)).ReadExactlyAsync(new byte[100], Stop);
            Assert.Equal(1, await Busy());
        }

        await Eventually.Is(Busy, busy => busy == 0);

        Assert.DoesNotContain(_site.Log, line => line.StartsWith("Error", StringComparison.Ordinal));
    }

    [Fact]
    public async Task an_error_on_the_way_is_no_complete_file()
    {
        Assert.SkipWhen(TestDatabase.IsServer, "A server keeps no value that can't be read.");
        var scene = await _site.HasClusters(new SiteScene("Big", Clusters: 10_000, Frames: 5));
        await _site.Rows.Run("UPDATE frame SET taken_at = 'zzz' WHERE path LIKE 'Big/A/049999%'");
        using var download = await Begins(await _site.SignedIn(), scene);
        using var reader = new StreamReader(await download.Content.ReadAsStreamAsync(Stop));

        Assert.Equal(HttpStatusCode.OK, download.StatusCode);
        await Assert.ThrowsAnyAsync<Exception>(() => ReadsOn(reader));
        Assert.Contains(_site.Log, line => line.Contains("zzz", StringComparison.Ordinal));
    }

    // While somebody reads, the log of writes can't be emptied into the database.
    private const string BusyFile = "PRAGMA wal_checkpoint(TRUNCATE)";

    private const string BusyServer = """
        SELECT count(*) FROM information_schema.processlist
        WHERE db = database() AND command = 'Query' AND id <> connection_id()
        """;

    private static async Task<HttpResponseMessage> Begins(Visitor visitor, LabellingScene scene) =>
        await visitor.Http.GetAsync($"/surveys/{scene.Survey}/results/frames.csv",
            HttpCompletionOption.ResponseHeadersRead, Stop);

    private static async Task<(int Lines, long Letters, string Last)> ReadsOn(StreamReader reader)
    {
        var (lines, letters, last) = (0, 0L, "");
        while (await reader.ReadLineAsync(Stop) is { } line)
        {
            (lines, letters, last) = (lines + 1, letters + line.Length, line);
        }
        return (lines, letters, last);
    }

    /// <summary>1 while somebody reads the database.</summary>
    private Task<long> Busy() => _site.Rows.Ask<long>(TestDatabase.IsServer ? BusyServer : BusyFile);

    public ValueTask DisposeAsync() => _site.DisposeAsync();
}
