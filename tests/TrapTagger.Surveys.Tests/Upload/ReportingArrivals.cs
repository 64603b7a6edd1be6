using System.Net;
using TrapTagger.Testing;

namespace TrapTagger.Surveys.Tests.Upload;

public sealed class ReportingArrivals : IAsyncDisposable
{
    private static readonly Picked Jaguar = new("K/S90/a.jpg", "a jaguar");

    private readonly SiteUnderTest _site = new();

    [Fact]
    public async Task a_file_counts_once_however_often_it_is_reported()
    {
        var ann = await Uploader.At(_site);
        var id = await ann.Brings(Jaguar);

        Assert.Empty(await ann.Reports(id));
        Assert.Empty(await ann.Reports(id, id));

        Assert.Equal("open 1 1 0 0 0; 8 8", await ann.Counts());
        Assert.Equal([id], await ann.Asked());
    }

    [Fact]
    public async Task a_file_that_is_not_there_did_not_arrive()
    {
        var ann = await Uploader.At(_site);
        var plan = await ann.Plans(Jaguar);

        Assert.Equal([plan.Id], await ann.Reports(plan.Id));
        Assert.Equal("open 1 0 0 0 0; 8 0", await ann.Counts());
        Assert.Empty(await ann.Asked());
    }

    [Fact]
    public async Task workers_are_asked_for_fifty_at_a_time()
    {
        var ann = await Uploader.At(_site);
        var files = Enumerable.Range(0, 60).Select(i => new Picked($"K/S90/{i:D3}.jpg", $"{i}")).ToArray();
        var plans = await ann.Plans(files);
        foreach (var (plan, file) in plans.Zip(files))
        {
            await ann.Puts(plan, file.Content);
        }

        await ann.Reports([.. plans.Select(p => p.Id)]);

        Assert.Equal(plans.Select(p => p.Id).Order(), await ann.Asked());
        Assert.Equal(2, await _site.Rows.Ask<long>("SELECT count(*) FROM job"));
    }

    [Fact]
    public async Task two_windows_that_bring_the_same_file_count_it_once()
    {
        var ann = await Uploader.At(_site);
        var ben = await ann.Again();
        var (one, other) = (await ann.Plans(Jaguar), await ben.Plans(Jaguar));
        Assert.Equal(one.Id, other.Id);
        await Task.WhenAll(ann.Puts(one, Jaguar.Content), ben.Puts(other, Jaguar.Content));

        await Task.WhenAll(ann.Reports(one.Id), ben.Reports(other.Id));

        Assert.Equal("open 1 1 0 0 0; 8 8", await ann.Counts());
        Assert.Equal([one.Id], await ann.Asked());
    }

    [Fact]
    public async Task a_file_of_another_survey_is_not_touched()
    {
        var ann = await Uploader.At(_site);
        var bob = await Uploader.At(_site, "Bob", "Other Place");
        var plan = await ann.Plans(Jaguar);
        await ann.Puts(plan, Jaguar.Content);

        Assert.Equal([plan.Id], await bob.Reports(plan.Id));

        Assert.Equal("open 1 0 0 0 0; 8 0", await ann.Counts());
        Assert.Equal("open 0 0 0 0 0; 0 0", await bob.Counts());
    }

    [Fact]
    public async Task five_hundred_at_a_time_are_enough()
    {
        var ann = await Uploader.At(_site);

        var response = await ann.Sends("arrived", new { files = Enumerable.Range(0, 501) });

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();
}
