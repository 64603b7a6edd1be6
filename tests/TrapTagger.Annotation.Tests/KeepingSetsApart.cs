using System.Net;
using System.Text;
using TrapTagger.Testing;

namespace TrapTagger.Annotation.Tests;

public sealed class KeepingSetsApart : IAsyncDisposable
{
    private static readonly string Id = Guid.NewGuid().ToString();

    private readonly SiteUnderTest _site = new();

    /// <summary>Each route that takes something, with a body it would take.</summary>
    public static TheoryData<string, string, string> Unsafe => new()
    {
        { "POST", "leases", $$"""{"batch":"{{Id}}","opening":true}""" },
        { "PUT", $"leases/{Id}", "null" },
        { "DELETE", $"leases/{Id}", "null" },
        { "POST", "decisions", $$"""{"key":"{{Id}}","cluster":1,"kind":"skip"}""" },
        { "POST", "undos", $$"""{"key":"{{Id}}","undoes":"{{Id}}","batch":"{{Id}}"}""" },
        { "POST", "labels", """{"name":"Tapir","key":"t"}""" },
    };

    [Theory]
    [MemberData(nameof(Unsafe))]
    public async Task a_request_without_the_page_s_token_is_refused(string method, string path, string body)
    {
        var scene = await _site.HasClusters(new SiteScene("North", 2));
        var ann = await _site.SignedIn("Ann");

        using var request = Request(method, scene.Set, path, body);

        var answer = await ann.Http.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(0, await _site.Rows.Ask<long>("SELECT count(*) FROM lease"));
    }

    [Theory]
    [MemberData(nameof(Unsafe))]
    public async Task another_organisation_s_set_is_not_there(string method, string path, string body)
    {
        var scene = await _site.HasClusters(new SiteScene("North", 2));
        var (own, eve) = (await _site.Rows.HasClusters("Elsewhere"), await _site.SignedIn("Eve", "Elsewhere"));
        await eve.Opens($"/annotate/{own.Set}");

        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        var answer = await eve.Sends(new(method), $"/annotate/{scene.Set}/{path}", content);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal(0, await _site.Rows.Ask<long>("SELECT count(*) FROM lease"));
    }

    [Fact]
    public async Task another_organisation_s_clusters_labels_and_pages_are_not_there()
    {
        var theirs = await _site.HasClusters(new SiteScene("North", 2));
        var own = await _site.Rows.HasClusters("Elsewhere", new SiteScene("A", 2));
        var eve = await _site.SignedIn("Eve", "Elsewhere");
        var (page, leased) = await LabellingPage.OpenedBy(eve, own.Set);
        var cluster = await _site.Rows.Ask<long>("SELECT min(id) FROM cluster WHERE annotation_set_id = @Set", theirs);

        Assert.Equal(HttpStatusCode.NotFound, (await page.Labels(cluster, own.Labels["Paca"])).Status);
        Assert.Equal(
            HttpStatusCode.UnprocessableEntity, (await page.Labels(leased.Ids[0], theirs.Labels["Paca"])).Status);
        foreach (var path in (string[])[
            $"/annotate/{theirs.Set}", $"/annotate/{theirs.Set}/history", $"/annotate/{theirs.Set}/progress",
            $"/surveys/{theirs.Survey}/annotate", "/annotate/99999999999999999999"])
        {
            Assert.Equal((path, HttpStatusCode.NotFound), (path, (await eve.Opens(path)).Status));
        }
        Assert.DoesNotContain($"/annotate/{theirs.Set}", (await eve.Opens("/annotate")).Raw, StringComparison.Ordinal);
    }

    [Fact]
    public async Task a_stranger_s_script_is_told_so_and_a_stranger_s_browser_shown_the_door()
    {
        var scene = await _site.HasClusters(new SiteScene("North", 2));
        var stranger = _site.Visitor();

        using var request = Request("POST", scene.Set, "leases", $$"""{"batch":"{{Id}}"}""");

        var answer = await stranger.Http.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal("/sign-in", (await stranger.Opens($"/annotate/{scene.Set}")).Location?.AbsolutePath);
    }

    [Theory]
    [InlineData("leases", "")]
    [InlineData("leases", "null")]
    [InlineData("leases", "{}")]
    [InlineData("leases", """{"batch":"' OR 1=1 --"}""")]
    [InlineData("leases", """{"batch":"6f9619ff-8b86-d011-b42d-00c04fc964ff","holding":"all"}""")]
    [InlineData("decisions", """{"key":"6f9619ff-8b86-d011-b42d-00c04fc964ff","cluster":1e99,"kind":"skip"}""")]
    [InlineData("decisions", """{"key":"1","cluster":1,"kind":"skip"}""")]
    [InlineData("decisions", """{"key":"6f9619ff-8b86-d011-b42d-00c04fc964ff","cluster":1}""")]
    [InlineData("decisions", """
        {"key":"6f9619ff-8b86-d011-b42d-00c04fc964ff","cluster":1,"kind":"skip","labels":null}
        """)]
    [InlineData("undos", "[]")]
    [InlineData("labels", "[{}]")]
    public async Task what_no_page_sends_is_refused_without_an_error_of_ours(string path, string body)
    {
        var scene = await _site.HasClusters(new SiteScene("North", 2));
        var ann = await _site.SignedIn("Ann");
        await ann.Opens($"/annotate/{scene.Set}");

        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        var answer = await ann.Sends(HttpMethod.Post, $"/annotate/{scene.Set}/{path}", content);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.DoesNotContain(_site.Log, line => line.StartsWith("Error", StringComparison.Ordinal));
    }

    private static HttpRequestMessage Request(string method, long set, string path, string body) =>
        new(new(method), $"/annotate/{set}/{path}")
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
        };

    public ValueTask DisposeAsync() => _site.DisposeAsync();
}
