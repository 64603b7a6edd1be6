using System.Net;
using AngleSharp.Html.Dom;
using TrapTagger.Testing;

namespace TrapTagger.Surveys.Tests.Upload;

/// <summary>A field station's program brings photographs with a token of the person who runs it.</summary>
public sealed class UploadingByAScript : IAsyncDisposable
{
    private static readonly Picked Jaguar = new("North/C1/a.jpg", "a jaguar");

    private readonly SiteUnderTest _site = new();

    [Fact]
    public async Task it_brings_a_folder_as_a_browser_does_and_reads_what_came_of_it()
    {
        var ann = await _site.SignedIn();
        var survey = await _site.Rows.HasSurvey();
        var script = await Script(ann, survey, "files:upload", "surveys:read");
        var upload = new Uploader(_site, script, survey);

        Assert.Empty(await upload.Announces(Jaguar));
        var file = await upload.Brings(Jaguar);
        Assert.Equal(HttpStatusCode.NoContent, await upload.Finishes());

        Assert.Equal("closed 1 1 0 0 0; 8 8", await upload.Counts());
        Assert.Equal([file], await upload.Asked());
        var lines = (await script.Opens($"/surveys/{survey}/files.csv")).Raw.Split("\r\n");
        Assert.Equal(
            "File,Bytes,SHA-256,State,Reason,Timestamp,Timestamp From,Width,Height", lines[0].TrimStart('\uFEFF'));
        Assert.Equal($"{Jaguar.Path},8,{Jaguar.Sha256},arrived,,,,,", lines[1]);
    }

    [Fact]
    public async Task one_that_was_made_to_read_brings_nothing()
    {
        var ann = await _site.SignedIn();
        var survey = await _site.Rows.HasSurvey();
        var script = await Script(ann, survey, "surveys:read", "results:read");

        foreach (var step in (string[])["announce", "plan", "arrived", "finish"])
        {
            using var answer = await script.Sends(HttpMethod.Post, $"/surveys/{survey}/upload/{step}", new { });
            Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        }
    }

    [Fact]
    public async Task its_owner_must_be_allowed_to_bring_files()
    {
        var ann = await _site.SignedIn();
        var survey = await _site.Rows.HasSurvey();
        var script = await Script(ann, survey, "files:upload");
        await _site.Rows.Run("UPDATE membership SET role = 'read'");

        using var answer = await script.Sends(HttpMethod.Post, $"/surveys/{survey}/upload/finish", new { });

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    private async Task<Visitor> Script(Visitor owner, long survey, params string[] scopes)
    {
        var form = (await owner.Opens("/account/tokens")).Form("form.account");
        foreach (var scope in scopes)
        {
            ((IHtmlInputElement)form.QuerySelector($"input[value='{scope}']")!).IsChecked = true;
        }
        var page = await owner.Submits(form, ("name", "Station"), ("days", "30"), ("survey", $"{survey}"));
        var script = _site.Visitor();
        script.Http.DefaultRequestHeaders.Authorization =
            new("Bearer", page.Html.QuerySelector(".secret")!.TextContent);
        return script;
    }
}
