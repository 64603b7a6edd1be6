using System.Net;
using System.Net.Http.Json;
using TrapTagger.Testing;

namespace TrapTagger.Surveys.Tests.Upload;

/// <summary>A planned URL of the site itself takes one file, for an hour or two, and does nothing else.</summary>
public sealed class PuttingAFile : IAsyncDisposable
{
    private static readonly Picked Jaguar = new("K/S 90+é/a.jpg", "a jaguar");

    private readonly TestClock _clock = new();
    private readonly SiteUnderTest _site;

    public PuttingAFile() => _site = new(_clock, SiteUnderTest.Files);

    [Fact]
    public async Task the_file_that_was_planned_is_taken()
    {
        var ann = await Uploader.At(_site);

        await ann.Brings(Jaguar);

        Assert.Equal(Jaguar.Content, await File.ReadAllTextAsync(Stored(ann), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task a_photograph_that_does_not_say_what_it_is_is_taken_too()
    {
        var large = new Picked("K/S 90/b.jpg", new string('x', 100_000));
        var plan = await (await Uploader.At(_site)).Plans(large);
        using var nameless = new ByteArrayContent(large.Bytes);

        using var answer = await _site.Visitor().Http.PutAsync(
            plan.Url, nameless, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task a_large_file_goes_in_one_request()
    {
        var ann = await Uploader.At(_site);

        var file = new { path = Jaguar.Path, size = 70_000_000, sha256 = Jaguar.Sha256 };
        var answer = await ann.Sends("plan", new { files = new[] { file } });

        var plan = Assert.Single((await answer.Content.ReadFromJsonAsync<Plan>(
            TestContext.Current.CancellationToken))!.Files);
        Assert.Equal(("put", true, true), (plan.Verdict, plan.Url is not null, plan.Parts is null));
    }

    [Theory]
    [InlineData("a jagua")]
    [InlineData("a jaguar!")]
    [InlineData("A JAGUAR")]
    [InlineData("")]
    public async Task other_bytes_are_not_and_nothing_stays(string content)
    {
        var ann = await Uploader.At(_site);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, await ann.Puts(await ann.Plans(Jaguar), content));
        Assert.False(File.Exists(Stored(ann)));
    }

    [Theory]
    [InlineData("S%2090", "S%2091")]
    [InlineData("a.jpg", "b.jpg")]
    [InlineData("n=8", "n=9")]
    [InlineData("e=", "e=9")]
    [InlineData("s=", "s=x")]
    public async Task a_url_that_was_changed_is_refused(string part, string other)
    {
        var ann = await Uploader.At(_site);
        var plan = await ann.Plans(Jaguar);

        var changed = plan with { Url = plan.Url!.Replace(part, other, StringComparison.Ordinal) };

        Assert.NotEqual(plan.Url, changed.Url);
        Assert.Equal(HttpStatusCode.Forbidden, await ann.Puts(changed, Jaguar.Content));
    }

    [Fact]
    public async Task a_url_that_waited_too_long_is_refused_and_a_new_one_is_given()
    {
        var ann = await Uploader.At(_site);
        var plan = await ann.Plans(Jaguar);

        _clock.Advance(TimeSpan.FromHours(3));

        Assert.Equal(HttpStatusCode.Forbidden, await ann.Puts(plan, Jaguar.Content));
        Assert.Equal(HttpStatusCode.OK, await ann.Puts(await ann.Plans(Jaguar), Jaguar.Content));
    }

    [Fact]
    public async Task it_shows_nothing_and_deletes_nothing()
    {
        var ann = await Uploader.At(_site);
        var plan = await ann.Plans(Jaguar);
        await ann.Puts(plan, Jaguar.Content);

        Assert.Equal(HttpStatusCode.Forbidden, await Asks(HttpMethod.Get));
        Assert.Equal(HttpStatusCode.MethodNotAllowed, await Asks(HttpMethod.Delete));
        Assert.Equal(HttpStatusCode.MethodNotAllowed, await Asks(HttpMethod.Post));
        Assert.True(File.Exists(Stored(ann)));

        async Task<HttpStatusCode> Asks(HttpMethod method) => (await _site.Visitor().Http.SendAsync(
            new(method, plan.Url), TestContext.Current.CancellationToken)).StatusCode;
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    private string Stored(Uploader ann) =>
        Path.Combine(_site.Data.FullName, "objects", "wild-test", $"{ann.Survey}", Jaguar.Path);
}
