using TrapTagger.Testing;

namespace TrapTagger.Surveys.Tests.Ingest;

public sealed class ReadingFilesWhileTheStoreFails : IAsyncDisposable
{
    private readonly SiteUnderTest _site = new(objects: SiteUnderTest.Files);

    [Fact]
    public async Task no_photograph_is_set_aside_for_it_however_often_it_is_tried()
    {
        await _site.SignedIn();
        await _site.HasArrived(photographs: 1);
        var inTheWay = Path.Combine(_site.Data.FullName, "objects", "wild-test-comp");
        await File.WriteAllTextAsync(inTheWay, "", TestContext.Current.CancellationToken);

        await using var worker = _site.StartsWorker();
        await Eventually.Is(TriedAtOnce, runs => runs > 6);
        File.Delete(inTheWay);

        await Eventually.Is(
            async () =>
            {
                await TriedAtOnce();
                return await _site.Rows.Ask<string>("SELECT state FROM file");
            },
            state => state != "arrived");
        Assert.Equal("frame", await _site.Rows.Ask<string>("SELECT concat(state, coalesce(reason, '')) FROM file"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task a_folder_that_is_not_mounted_is_waited_for(bool isReplacedByAFile)
    {
        await _site.SignedIn();
        await _site.HasArrived(photographs: 1);
        var objects = Path.Combine(_site.Data.FullName, "objects");
        Directory.Move(objects, objects + "-away");
        if (isReplacedByAFile)
        {
            await File.WriteAllTextAsync(objects, "", TestContext.Current.CancellationToken);
        }
        else
        {
            Directory.CreateDirectory(objects);
        }

        await using var worker = _site.StartsWorker();
        await Eventually.Is(
            () => _site.Rows.Ask<string>("SELECT coalesce(max(reason), '') FROM job"),
            reason => reason.StartsWith($"The folder {objects} is not there", StringComparison.Ordinal));
        await Eventually.Is(TriedAtOnce, runs => runs > 6);
        Assert.Equal("0 arrived", await _site.Rows.Ask<string>(
            "SELECT concat((SELECT failures FROM job), ' ', state) FROM file"));
        if (isReplacedByAFile)
        {
            File.Delete(objects);
        }
        else
        {
            Assert.Empty(Directory.EnumerateFileSystemEntries(objects));
            Directory.Delete(objects);
        }
        Directory.Move(objects + "-away", objects);

        await Eventually.Is(
            () => _site.Rows.Ask<string>("SELECT concat(state, coalesce(reason, '')) FROM file"),
            state => state == "frame", () => string.Join('\n', worker.Log));
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    /// <summary>Spares the pauses, and the person who tries again what was parked; answers how often it ran.</summary>
    private async Task<long> TriedAtOnce()
    {
        await _site.Rows.Run("UPDATE job SET failures = 0, due_at = created_at WHERE state = 'waiting'");
        return await _site.Rows.Ask<long>("SELECT coalesce(max(runs), 0) FROM job");
    }
}
