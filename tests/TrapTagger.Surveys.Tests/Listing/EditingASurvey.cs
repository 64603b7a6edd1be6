using System.Net;
using TrapTagger.Testing;

namespace TrapTagger.Surveys.Tests.Listing;

public sealed class EditingASurvey : IAsyncDisposable
{
    private readonly SiteUnderTest _site = new();

    [Fact]
    public async Task a_survey_gets_another_name_description_and_kind()
    {
        var ann = await _site.SignedIn();
        var survey = await _site.Rows.HasSurvey("Kruger");

        var saved = await Edits(
            ann, survey, ("name", "Kruger South"), ("description", "Below the river"), ("kind", "baited"));

        Assert.Equal($"/surveys/{survey}", saved.Location?.ToString());
        var page = await ann.Opens($"/surveys/{survey}");
        Assert.Equal("Kruger South", page.Html.QuerySelector("h1")?.TextContent);
        Assert.Contains("Below the river", page.Text);
        Assert.Contains("Baited", page.Text);
    }

    [Theory]
    [InlineData("name", "", "Give the survey a name.")]
    [InlineData("name", "Serengeti", "Your organisation has a survey of this name: choose another one.")]
    [InlineData("kind", "", "Choose what the cameras look at.")]
    public async Task a_form_that_cannot_be_taken_comes_back_with_its_reason(string field, string value, string reason)
    {
        var ann = await _site.SignedIn();
        var survey = await _site.Rows.HasSurvey("Kruger");
        await _site.Rows.HasSurvey("Serengeti");

        var seen = await Edits(ann, survey, ("description", "kept"), (field, value));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, seen.Status);
        Assert.Equal(reason, seen.Alert);
        Assert.Equal("kept", seen.Html.QuerySelector("[name=description]")?.TextContent);
        Assert.Equal("Kruger", (await ann.Opens($"/surveys/{survey}")).Html.QuerySelector("h1")?.TextContent);
    }

    [Theory]
    [InlineData(80, HttpStatusCode.SeeOther)]
    [InlineData(81, HttpStatusCode.UnprocessableEntity)]
    public async Task a_name_has_80_letters_at_most(int letters, HttpStatusCode answer)
    {
        var ann = await _site.SignedIn();
        var survey = await _site.Rows.HasSurvey("Kruger");

        Assert.Equal(answer, (await Edits(ann, survey, ("name", new string('k', letters)))).Status);
    }

    [Fact]
    public async Task its_own_name_is_not_taken()
    {
        var ann = await _site.SignedIn();
        var survey = await _site.Rows.HasSurvey("Kruger");

        Assert.Equal(HttpStatusCode.SeeOther, (await Edits(ann, survey, ("description", "New"))).Status);
    }

    [Fact]
    public async Task a_survey_of_another_organisation_is_not_there()
    {
        var ann = await _site.SignedIn();
        var survey = await _site.Rows.HasSurvey("Kruger");
        var form = (await ann.Opens($"/surveys/{survey}/edit")).Form();
        var bob = await _site.SignedIn("Bob", "Other Place");
        var own = (await bob.Opens("/surveys/new")).Form();
        own.SetAttribute("action", form.GetAttribute("action")!);

        Assert.Equal(HttpStatusCode.NotFound, (await bob.Opens($"/surveys/{survey}/edit")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await bob.Submits(own, ("name", "Stolen"))).Status);
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    private static async Task<Seen> Edits(Visitor visitor, long survey, params (string, string)[] answers) =>
        await visitor.Submits((await visitor.Opens($"/surveys/{survey}/edit")).Form(), answers);
}
