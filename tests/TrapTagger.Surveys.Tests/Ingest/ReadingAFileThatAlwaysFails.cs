using TrapTagger.Testing;

namespace TrapTagger.Surveys.Tests.Ingest;

public sealed class ReadingAFileThatAlwaysFails : IAsyncDisposable
{
    private readonly SiteUnderTest _site = new(objects: SiteUnderTest.Files);

    [Fact]
    public async Task it_is_set_aside_without_holding_up_the_others_or_needing_a_person()
    {
        await _site.SignedIn();
        var survey = await _site.HasArrived(photographs: 3);
        Directory.CreateDirectory(Path.Combine(
            _site.Data.FullName, "objects", "wild-test-comp", $"{survey}", "Card", "North", "2.JPG.screen.jpg"));

        await using var worker = _site.StartsWorker();

        await Eventually.Is(Files, files => files.SequenceEqual(["frame", "arrived 1", "frame"]));
        await Eventually.Is(
            async () =>
            {
                await SparesThePause();
                return await _site.Rows.Ask<long>("SELECT count(*) FROM job");
            },
            jobs => jobs == 0);
        Assert.Equal(["frame", "quarantined 3", "frame"], await Files());
        Assert.StartsWith(
            "It could not be read: ", await _site.Rows.Ask<string>("SELECT reason FROM file WHERE reason <> ''"),
            StringComparison.Ordinal);
        Assert.Equal("3 1", await _site.Rows.Ask<string>(
            "SELECT concat(files_checked, ' ', files_quarantined) FROM survey"));
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    private async Task<IReadOnlyList<string>> Files() => await _site.Rows.Rows<string>("""
        SELECT CASE WHEN state = 'frame' THEN state ELSE concat(state, ' ', tries) END FROM file ORDER BY path
        """);

    private Task SparesThePause() =>
        _site.Rows.Run("UPDATE job SET due_at = created_at WHERE state = 'waiting'");
}
