using System.Net;
using TrapTagger.Testing;

namespace TrapTagger.Surveys.Tests.Upload;

public sealed class AnnouncingFiles : IAsyncDisposable
{
    private readonly SiteUnderTest _site = new();

    [Fact]
    public async Task what_is_to_come_is_counted_at_once_and_only_once()
    {
        var ann = await Uploader.At(_site);

        await ann.Announces(new("K/S90/a.jpg", "1234"), new("K/S90/b.jpg", "12"));
        await ann.Announces(new("K/S90/b.jpg", "12"), new("K/S90/c.PNG", "123"));

        Assert.Equal("open 3 0 0 0 0; 9 0", await ann.Counts());
    }

    [Fact]
    public async Task what_the_survey_does_not_take_is_told_with_its_reason_and_not_counted()
    {
        var ann = await Uploader.At(_site);

        var refused = await ann.Announces(
            new("K/S90/../a.jpg", "1"), new("K/S90/a.mp4", "1"), new("K/a.jpg", "1"), new("K/S90/good.jpeg", "1"));

        Assert.Equal(
            [
                new("K/S90/../a.jpg", "Its path is not one that a folder can have."),
                new("K/S90/a.mp4", "Only .jpg, .jpeg and .png files are uploaded."),
                new("K/a.jpg", "It lies above the site folder."),
            ],
            refused);
        Assert.Equal("open 1 0 0 0 0; 1 0", await ann.Counts());
    }

    [Theory]
    [InlineData(100_000_000, true)]
    [InlineData(100_000_001, false)]
    [InlineData(-1, false)]
    public async Task a_photograph_has_a_sensible_size(long size, bool isTaken)
    {
        var ann = await Uploader.At(_site);

        await ann.Sends("announce", new { files = new[] { new { path = "K/S90/a.jpg", size } } });

        Assert.Equal(isTaken ? $"open 1 0 0 0 0; {size} 0" : "open 0 0 0 0 0; 0 0", await ann.Counts());
    }

    [Fact]
    public async Task a_path_said_twice_in_one_breath_counts_once()
    {
        var ann = await Uploader.At(_site);

        await ann.Announces(new("K/S90/a.jpg", "1"), new("K/S90/a.jpg", "1"));

        Assert.Equal("open 1 0 0 0 0; 1 0", await ann.Counts());
    }

    [Fact]
    public async Task two_windows_that_announce_the_same_folder_count_it_once()
    {
        var ann = await Uploader.At(_site);
        var ben = await ann.Again();
        var folder = Enumerable.Range(0, 200).Select(i => new Picked($"K/S90/{i:D4}.jpg", "1")).ToArray();

        await Task.WhenAll(ann.Announces(folder), ben.Announces(folder));

        Assert.Equal("open 200 0 0 0 0; 200 0", await ann.Counts());
    }

    [Fact]
    public async Task more_files_open_a_closed_upload_again_and_the_same_ones_do_not()
    {
        var ann = await Uploader.At(_site);
        await ann.Brings(new("K/S90/a.jpg", "1"));
        await ann.Finishes();

        await ann.Announces(new Picked("K/S90/a.jpg", "1"));
        Assert.Equal("closed 1 1 0 0 0; 1 1", await ann.Counts());

        await ann.Announces(new Picked("K/S90/b.jpg", "1"));
        Assert.Equal("open 2 1 0 0 0; 2 1", await ann.Counts());
    }

    [Fact]
    public async Task a_thousand_at_a_time_are_enough()
    {
        var ann = await Uploader.At(_site);
        var files = Enumerable.Range(0, 1001).Select(i => new { path = $"K/S90/{i}.jpg", size = 1 });

        Assert.Equal(HttpStatusCode.BadRequest, (await ann.Sends("announce", new { files })).StatusCode);
    }

    [Fact]
    public async Task nonsense_is_refused()
    {
        var ann = await Uploader.At(_site);

        object[] nonsense = [new { files = new object?[] { null } }, new { files = "all" }, "all"];
        foreach (var body in nonsense)
        {
            Assert.Equal(HttpStatusCode.BadRequest, (await ann.Sends("announce", body)).StatusCode);
        }
    }

    [Fact]
    public async Task nothing_is_nothing()
    {
        var ann = await Uploader.At(_site);

        Assert.All(
            await Task.WhenAll(((string[])["announce", "plan", "arrived"]).Select(step => ann.Sends(step, new { }))),
            answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));
        Assert.Equal("open 0 0 0 0 0; 0 0", await ann.Counts());
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();
}
