using System.Net;
using TrapTagger.Testing;

namespace TrapTagger.Surveys.Tests.Upload;

public sealed class PlanningAnUpload : IAsyncDisposable
{
    private static readonly Picked Jaguar = new("K/S90/a.jpg", "a jaguar");

    private readonly SiteUnderTest _site = new();

    [Fact]
    public async Task a_new_file_is_to_be_put_whether_it_was_announced_or_not()
    {
        var ann = await Uploader.At(_site);
        await ann.Announces(Jaguar);

        var plans = await ann.Plans(Jaguar, new Picked("K/S90/b.jpg", "a paca"));

        Assert.All(plans, p => Assert.Equal(("put", true), (p.Verdict, p.Url is not null)));
        Assert.Equal("open 2 0 0 0 0; 14 0", await ann.Counts());
    }

    [Fact]
    public async Task asked_twice_it_says_the_same()
    {
        var ann = await Uploader.At(_site);

        var (first, second) = (await ann.Plans(Jaguar), await ann.Plans(Jaguar));

        Assert.Equal(("put", first.Id), (second.Verdict, second.Id));
        Assert.Equal("open 1 0 0 0 0; 8 0", await ann.Counts());
    }

    [Fact]
    public async Task a_file_that_is_here_is_not_sent_again()
    {
        var ann = await Uploader.At(_site);
        await ann.Brings(Jaguar);

        Assert.Equal(("there", null), Told(await ann.Plans(Jaguar)));
        Assert.Equal("open 1 1 0 0 0; 8 8", await ann.Counts());
    }

    [Fact]
    public async Task a_file_that_landed_before_anybody_said_so_has_arrived()
    {
        var ann = await Uploader.At(_site);
        var plan = await ann.Plans(Jaguar);
        await ann.Puts(plan, Jaguar.Content);

        Assert.Equal(("there", null), Told(await ann.Plans(Jaguar)));
        Assert.Equal("open 1 1 0 0 0; 8 8", await ann.Counts());
        Assert.Equal([plan.Id], await ann.Asked());
    }

    [Fact]
    public async Task the_same_photograph_under_another_path_is_a_duplicate_and_all_done()
    {
        var ann = await Uploader.At(_site);
        await ann.Brings(Jaguar);
        var copy = Jaguar with { Path = "K/S91/copy.jpg" };
        await ann.Announces(copy);

        Assert.Equal(("duplicate", "K/S90/a.jpg"), Told(await ann.Plans(copy)));
        Assert.Equal(("duplicate", "K/S90/a.jpg"), Told(await ann.Plans(copy)));
        Assert.Equal("open 2 2 1 1 0; 16 16", await ann.Counts());
        Assert.Single(await ann.Asked());
    }

    [Fact]
    public async Task a_photograph_that_may_never_come_makes_no_duplicate()
    {
        var ann = await Uploader.At(_site);
        await ann.Plans(Jaguar);

        Assert.Equal("put", (await ann.Plans(Jaguar with { Path = "K/S91/copy.jpg" })).Verdict);
    }

    [Fact]
    public async Task another_survey_has_its_own_photographs()
    {
        var ann = await Uploader.At(_site);
        await ann.Brings(Jaguar);
        var bob = await Uploader.At(_site, "Bob", "Other Place");

        Assert.Equal("put", (await bob.Plans(Jaguar with { Path = "K/S91/copy.jpg" })).Verdict);
    }

    [Fact]
    public async Task other_content_under_a_path_that_is_taken_is_refused()
    {
        var ann = await Uploader.At(_site);
        await ann.Brings(Jaguar);

        var plan = await ann.Plans(Jaguar with { Content = "a puma!!" });

        Assert.Equal(("refused", UploadRule.OtherContent), Told(plan));
        Assert.Null(plan.Url);
        Assert.Equal("open 1 1 0 0 0; 8 8", await ann.Counts());
    }

    [Fact]
    public async Task a_file_that_changed_before_it_came_is_sent_as_it_is_now()
    {
        var ann = await Uploader.At(_site);
        var before = await ann.Plans(Jaguar);
        await ann.Puts(before, Jaguar.Content);
        var now = Jaguar with { Content = "a puma!!" };

        var plan = await ann.Plans(now);

        Assert.Equal(("put", before.Id), (plan.Verdict, plan.Id));
        Assert.Equal("put", (await ann.Plans(now)).Verdict);
        Assert.Equal("open 1 0 0 0 0; 8 0", await ann.Counts());
    }

    [Fact]
    public async Task what_was_set_aside_is_replaced()
    {
        var ann = await Uploader.At(_site);
        await ann.IsSetAside(await ann.Brings(Jaguar));
        Assert.Equal("open 1 1 1 0 1; 8 8", await ann.Counts());
        var mended = Jaguar with { Content = "a mended jaguar" };

        Assert.Equal("put", (await ann.Plans(mended)).Verdict);
        Assert.Equal("open 1 0 0 0 0; 15 0", await ann.Counts());

        await ann.Brings(mended);
        Assert.Equal("open 1 1 0 0 0; 15 15", await ann.Counts());
    }

    [Fact]
    public async Task what_was_set_aside_is_tried_again_when_it_is_brought_again()
    {
        var ann = await Uploader.At(_site);
        await ann.IsSetAside(await ann.Brings(Jaguar));

        Assert.Equal("put", (await ann.Plans(Jaguar)).Verdict);
        Assert.Equal("put", (await ann.Plans(Jaguar)).Verdict);
        Assert.Equal("open 1 0 0 0 0; 8 0", await ann.Counts());
    }

    [Fact]
    public async Task what_the_survey_does_not_take_is_refused_here_too()
    {
        var ann = await Uploader.At(_site);

        var plans = await ann.Plans(
            new Picked("K/S90/../a.jpg", "1"), new Picked("K/S90/a.exe", "1"), new Picked("a.jpg", "1"));

        Assert.All(plans, p => Assert.Equal(("refused", null), (p.Verdict, p.Url)));
        Assert.Equal("open 0 0 0 0 0; 0 0", await ann.Counts());
    }

    [Theory]
    [InlineData("")]
    [InlineData("not hexadecimal")]
    [InlineData("E3B0C44298FC1C149AFBF4C8996FB92427AE41E4649B934CA495991B7852B855")]
    public async Task a_hash_that_is_none_is_refused(string sha256)
    {
        var ann = await Uploader.At(_site);

        var file = new { path = "K/S90/a.jpg", size = 1, sha256 };
        var response = await ann.Sends("plan", new { files = new[] { file } });

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public async Task a_hundred_at_a_time_are_enough()
    {
        var ann = await Uploader.At(_site);
        var files = Enumerable.Range(0, 101)
            .Select(i => new { path = $"K/S90/{i}.jpg", size = 1, sha256 = Jaguar.Sha256 });

        Assert.Equal(HttpStatusCode.BadRequest, (await ann.Sends("plan", new { files })).StatusCode);
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    private static (string, string?) Told(PlannedFile plan) => (plan.Verdict, plan.Reason);
}
