using System.Net;
using TrapTagger.Testing;

namespace TrapTagger.Surveys.Tests.Upload;

public sealed class MeddlingWithAnUpload : IAsyncDisposable
{
    private readonly SiteUnderTest _site = new();

    public static TheoryData<string> Steps => ["announce", "plan", "arrived", "finish", "drop-missing"];

    [Theory, MemberData(nameof(Steps))]
    public async Task a_survey_of_another_organisation_is_not_there(string step)
    {
        var ann = await Uploader.At(_site);
        await ann.Announces(new Picked("K/S90/a.jpg", "1"));
        var bob = await _site.SignedIn("Bob", "Other Place");
        await bob.Opens("/surveys");

        var response = await bob.Sends(HttpMethod.Post, $"/surveys/{ann.Survey}/upload/{step}", Body(step));

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal("open 1 0 0 0 0; 1 0", await ann.Counts());
    }

    [Theory, MemberData(nameof(Steps))]
    public async Task a_request_without_the_page_s_token_is_refused(string step)
    {
        var ann = await Uploader.At(_site);
        var visitor = await _site.SignedIn("Cat");

        var response = await visitor.Sends(HttpMethod.Post, $"/surveys/{ann.Survey}/upload/{step}", Body(step));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("open 0 0 0 0 0; 0 0", await ann.Counts());
    }

    [Theory, MemberData(nameof(Steps))]
    public async Task a_stranger_is_sent_away(string step)
    {
        var ann = await Uploader.At(_site);

        var response = await _site.Visitor().Sends(HttpMethod.Post, $"/surveys/{ann.Survey}/upload/{step}", Body(step));

        Assert.Contains(response.StatusCode, (HttpStatusCode[])[HttpStatusCode.Unauthorized, HttpStatusCode.Redirect]);
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    private static object Body(string step) => step switch
    {
        "announce" => new { files = new[] { new { path = "K/S90/b.jpg", size = 1 } } },
        "plan" => new { files = new[] { new { path = "K/S90/b.jpg", size = 1, sha256 = new string('0', 64) } } },
        "arrived" => new { files = new[] { 1 } },
        _ => new { },
    };
}
