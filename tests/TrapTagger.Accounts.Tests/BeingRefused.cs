using System.Net;
using TrapTagger.Testing;

namespace TrapTagger.Accounts.Tests;

/// <summary>Whoever tries a door that is not theirs leaves a line for the operator.</summary>
public sealed class BeingRefused : IAsyncDisposable
{
    /// <summary>Stands still: what a test tries falls into one minute.</summary>
    private readonly TestClock _clock = new();
    private readonly SiteUnderTest _site;

    public BeingRefused() => _site = new(_clock);

    [Fact]
    public async Task a_right_that_is_missing_is_noted_with_who_and_where()
    {
        var ann = await _site.SignedIn("Ann");
        var person = await _site.Rows.Ask<long>("SELECT id FROM person");

        Assert.Equal(HttpStatusCode.NotFound, (await ann.Opens("/admin/people/4711?named=secret")).Status);

        Assert.Equal(
            $"Warning: Refused GET /admin/people/{{id:long}}: a right is missing (person {person}, "
            + "network unknown)", Assert.Single(Refusals));
    }

    [Fact]
    public async Task a_missing_token_of_a_page_is_noted_and_nothing_of_what_was_sent()
    {
        using var tried = await _site.Visitor().Http.PostAsync(
            "/reset/aSecret%0AForged", new FormUrlEncodedContent([new("password", "aSecret")]), Stop);

        Assert.Equal(HttpStatusCode.BadRequest, tried.StatusCode);
        Assert.Equal(
            "Warning: Refused POST /reset/{token}: the page's token is missing or wrong (a stranger, "
            + "network unknown)", Assert.Single(Refusals));
    }

    [Fact]
    public async Task a_token_of_a_script_that_opens_nothing_is_noted_without_it()
    {
        var script = _site.Visitor();
        script.Http.DefaultRequestHeaders.Authorization = new("Bearer", "tt_aSecret");

        Assert.Equal(HttpStatusCode.Unauthorized, (await script.Opens("/surveys")).Status);

        var line = Assert.Single(Refusals);
        Assert.Contains("a script's token opens nothing here", line, StringComparison.Ordinal);
        Assert.DoesNotContain("aSecret", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task a_flood_is_a_few_lines_a_minute()
    {
        var ann = await _site.SignedIn("Ann");
        for (var i = 0; i < 50; i++)
        {
            await ann.Opens("/admin/people/1");
        }

        var lines = Refusals.ToList();
        Assert.Equal(20, lines.Count);
        Assert.EndsWith("more of this network in this minute are not listed", lines[^1], StringComparison.Ordinal);

        _clock.Advance(TimeSpan.FromMinutes(1));
        await ann.Opens("/admin/people/1");
        Assert.Equal(21, Refusals.Count());
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private IEnumerable<string> Refusals =>
        _site.Log.Where(line => line.Contains("Refused", StringComparison.Ordinal));
}
