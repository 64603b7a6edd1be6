using System.Net;
using System.Net.Http.Headers;
using TrapTagger.Testing;

namespace TrapTagger.Accounts.Tests;

/// <summary>One address that tries hundreds of times a minute is a machine.</summary>
public sealed class TryingTooOften : IAsyncDisposable
{
    private const int Most = 300;
    private const string File = "/surveys.csv";

    /// <summary>Stands still: the attempts of this test fall into one minute.</summary>
    private readonly TestClock _clock = new();
    private readonly SiteUnderTest _site;

    public TryingTooOften() => _site = new(_clock);

    [Fact]
    public async Task after_three_hundred_attempts_the_next_ones_wait_for_the_minute_to_end()
    {
        var stranger = _site.Visitor();
        var form = (await stranger.Opens("/sign-in")).Form();
        for (var i = 1; i < Most; i++)
        {
            using var tried = await stranger.Http.PostAsync("/sign-in", null, Stop);
            Assert.Equal(HttpStatusCode.BadRequest, tried.StatusCode);
        }
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await stranger.Submits(form)).Status);

        using var refused = await stranger.Http.PostAsync("/sign-in", null, Stop);

        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
        Assert.Equal(
            "Too many attempts from your network: wait a minute, then try again.",
            await refused.Content.ReadAsStringAsync(Stop));
        Assert.Equal(HttpStatusCode.OK, (await stranger.Opens("/sign-in")).Status);

        _clock.Advance(refused.Headers.RetryAfter.Delta.Value);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await stranger.Submits(form)).Status);
    }

    [Fact]
    public async Task people_get_a_page_that_says_what_to_do()
    {
        var stranger = _site.Visitor();
        for (var i = 0; i < Most; i++)
        {
            using var tried = await stranger.Http.PostAsync("/sign-out", null, Stop);
        }
        stranger.Http.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue("text/html"));

        var refused = await stranger.Submits((await stranger.Opens("/sign-in")).Form());

        Assert.Equal(HttpStatusCode.TooManyRequests, refused.Status);
        Assert.Equal("Too many attempts from your network", refused.Html.QuerySelector("h1")!.TextContent);
    }

    [Theory]
    [InlineData("/welcome", 10)]
    [InlineData("/sign-up", 10)]
    [InlineData("/forgotten", 20)]
    public async Task what_writes_to_somebody_is_refused_sooner(string path, int most)
    {
        var stranger = _site.Visitor();
        for (var i = 0; i < most; i++)
        {
            using var tried = await stranger.Http.PostAsync(path, null, Stop);
            Assert.Equal(HttpStatusCode.BadRequest, tried.StatusCode);
        }
        var form = (await stranger.Opens(path)).Form();

        Assert.Equal(HttpStatusCode.TooManyRequests, (await stranger.Submits(form)).Status);

        _clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await stranger.Submits(form)).Status);
    }

    [Fact]
    public async Task signing_up_and_asking_to_join_are_counted_together()
    {
        var stranger = _site.Visitor();
        for (var i = 0; i < 10; i++)
        {
            using var tried = await stranger.Http.PostAsync(i % 2 == 0 ? "/welcome" : "/sign-up", null, Stop);
        }

        using var refused = await stranger.Http.PostAsync("/welcome", null, Stop);

        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
    }

    [Fact]
    public async Task one_person_downloads_so_many_files_a_minute_and_another_as_many()
    {
        var (ann, ben) = (await _site.SignedIn("Ann"), await _site.SignedIn("Ben"));
        ann.Http.DefaultRequestHeaders.Accept.ParseAdd("text/html");
        for (var i = 0; i < 60; i++)
        {
            Assert.Equal(HttpStatusCode.OK, (await ann.Opens(i % 2 == 0 ? File : "/account/privacy/export")).Status);
        }

        var refused = await ann.Opens(File);

        Assert.Equal(HttpStatusCode.TooManyRequests, refused.Status);
        Assert.Equal("You download very often: wait a minute, then go on.", refused.Raw);
        Assert.Equal(HttpStatusCode.OK, (await ben.Opens(File)).Status);
        Assert.Equal(HttpStatusCode.OK, (await ann.Opens("/surveys")).Status);

        _clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(HttpStatusCode.OK, (await ann.Opens(File)).Status);
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;
}
