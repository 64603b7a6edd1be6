using System.Net;
using TrapTagger.Testing;

namespace TrapTagger.Surveys.Tests.Upload;

public sealed class EndingAnUpload : IAsyncDisposable
{
    private static readonly Picked Jaguar = new("K/S90/a.jpg", "a jaguar");
    private static readonly Picked Paca = new("K/S90/b.jpg", "a paca");

    private readonly SiteUnderTest _site = new();

    [Fact]
    public async Task an_upload_with_everything_here_is_closed()
    {
        var ann = await Uploader.At(_site);
        await ann.Brings(Jaguar);

        Assert.Equal(HttpStatusCode.NoContent, await ann.Finishes());
        Assert.Equal(HttpStatusCode.NoContent, await ann.Finishes());
        Assert.Equal("closed 1 1 0 0 0; 8 8", await ann.Counts());
    }

    [Fact]
    public async Task of_many_who_finish_at_once_all_succeed()
    {
        var ann = await Uploader.At(_site);
        var ben = await ann.Again();
        await ann.Brings(Jaguar);

        var answers = await Task.WhenAll(Enumerable.Repeat(new[] { ann, ben }, 4).SelectMany(w => w)
            .Select(window => window.Finishes()));

        Assert.All(answers, a => Assert.Equal(HttpStatusCode.NoContent, a));
        Assert.Equal("closed 1 1 0 0 0; 8 8", await ann.Counts());
    }

    [Fact]
    public async Task with_files_missing_it_stays_open()
    {
        var ann = await Uploader.At(_site);
        await ann.Announces(Jaguar, Paca);
        await ann.Brings(Jaguar);

        var response = await ann.Sends("finish", new { });

        Assert.Equal(HttpStatusCode.Conflict, response.StatusCode);
        var problem = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Contains("1 file is still missing.", problem);
        Assert.Equal("open 2 1 0 0 0; 14 8", await ann.Counts());
    }

    [Fact]
    public async Task the_page_tells_what_is_missing_and_goes_on_without_it()
    {
        var ann = await Uploader.At(_site);
        await ann.Announces(Jaguar, Paca);
        await ann.Brings(Jaguar);
        var visitor = await _site.SignedIn("Cat");
        var page = await visitor.Opens($"/surveys/{ann.Survey}");
        Assert.Equal(
            "Upload incomplete: 1 of 2 files are missing. Pick the same folder to go on, or continue without them.",
            Words.In(page.Html.QuerySelector(".upload-open p")!));

        var done = await visitor.Submits(page.Form(".upload-open form"));

        Assert.Equal($"/surveys/{ann.Survey}", done.Location?.ToString());
        Assert.Equal("closed 1 1 0 0 0; 8 8", await ann.Counts());
        Assert.Null((await visitor.Opens($"/surveys/{ann.Survey}")).Html.QuerySelector(".upload-open"));
    }

    [Fact]
    public async Task a_file_that_landed_unnoticed_is_not_dropped_with_the_missing_ones()
    {
        var ann = await Uploader.At(_site);
        await ann.Announces(Jaguar, Paca);
        var plan = await ann.Plans(Jaguar);
        await ann.Puts(plan, Jaguar.Content);

        await ann.Sends("drop-missing", new { });

        Assert.Equal("closed 1 1 0 0 0; 8 8", await ann.Counts());
        Assert.Equal([plan.Id], await ann.Asked());
    }

    [Fact]
    public async Task who_is_still_sending_when_the_missing_ones_are_dropped_loses_nothing()
    {
        var ann = await Uploader.At(_site);
        var paca = await ann.Brings(Paca);
        var plan = await ann.Plans(Jaguar);
        await (await ann.Again()).Sends("drop-missing", new { });
        await ann.Puts(plan, Jaguar.Content);

        Assert.Equal([plan.Id], await ann.Reports(paca, plan.Id));
        Assert.Equal("closed 1 1 0 0 0; 6 6", await ann.Counts());

        await ann.Announces(Jaguar);
        Assert.Equal(HttpStatusCode.Conflict, await ann.Finishes());
        await ann.Brings(Jaguar);
        Assert.Equal(HttpStatusCode.NoContent, await ann.Finishes());

        Assert.Equal("closed 2 2 0 0 0; 14 14", await ann.Counts());
    }

    [Fact]
    public async Task an_upload_whose_browser_died_at_the_very_end_can_be_ended_by_hand()
    {
        var ann = await Uploader.At(_site);
        await ann.Brings(Jaguar);
        var visitor = await _site.SignedIn("Cat");

        var page = await visitor.Opens($"/surveys/{ann.Survey}");
        Assert.Equal("End the upload", page.Html.QuerySelector(".upload-open button")?.TextContent);
        await visitor.Submits(page.Form(".upload-open form"));

        Assert.Equal("closed 1 1 0 0 0; 8 8", await ann.Counts());
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();
}
