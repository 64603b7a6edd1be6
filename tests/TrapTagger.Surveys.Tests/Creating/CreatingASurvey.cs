using System.Net;
using System.Text.Json;
using TrapTagger.Testing;

namespace TrapTagger.Surveys.Tests.Creating;

public sealed class CreatingASurvey : IAsyncDisposable
{
    private const string Folders =
        """[{"path":"Kruger/S90/A","files":60,"bytes":1000},{"path":"Kruger/S91/A","files":2,"bytes":10}]""";

    private readonly SiteUnderTest _site = new();

    [Fact]
    public async Task it_has_a_page_of_its_own()
    {
        var ann = await _site.SignedIn();

        var created = await Creates(ann, ("name", " Kruger 2024 "), ("kind", "plains"), ("folders", Folders));

        Assert.Equal(HttpStatusCode.SeeOther, created.Status);
        var page = await ann.Opens(created.Location!.ToString());
        Assert.Equal("Kruger 2024", page.Html.QuerySelector("h1")?.TextContent);
        Assert.Contains("Open plains", page.Text);
    }

    [Fact]
    public async Task a_script_that_holds_the_picked_files_stays_in_its_document()
    {
        var ann = await _site.SignedIn();
        var form = (await ann.Opens("/surveys/new")).Form();
        ann.Http.DefaultRequestHeaders.Add("HX-Request", "true");

        var token = form.QuerySelector("[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        var answers = new FormUrlEncodedContent([
            new("__RequestVerificationToken", token), new("name", "Kruger"), new("kind", "trails"),
            new("folders", Folders)]);
        var response = await ann.Http.PostAsync("/surveys", answers, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var location = JsonDocument.Parse(response.Headers.GetValues("HX-Location").Single()).RootElement;
        Assert.Matches("^/surveys/[0-9]+$", location.GetProperty("path").GetString());
        Assert.Equal("#main", location.GetProperty("target").GetString());
    }

    [Fact]
    public async Task the_levels_that_were_chosen_are_kept_and_the_likely_ones_otherwise()
    {
        var ann = await _site.SignedIn();

        await Creates(ann, ("name", "chosen"), ("folders", Folders), ("siteLevel", "0"), ("cameraLevel", "2"));
        await Creates(ann, ("name", "guessed"), ("folders", Folders));
        await Creates(ann, ("name", "nonsense"), ("folders", Folders), ("siteLevel", "-1"), ("cameraLevel", "99"));

        Assert.Equal("0/2", await Levels("chosen"));
        Assert.Equal("1/2", await Levels("guessed"));
        Assert.Equal("1/2", await Levels("nonsense"));
    }

    [Fact]
    public async Task its_objects_lie_in_a_folder_of_the_organisation()
    {
        var ann = await _site.SignedIn();

        await Creates(ann, ("name", "Kruger: Ost/West 象"), ("folders", Folders));

        Assert.Matches(
            "^wild-test/kruger-ost-west-[0-9]+ wild-test-comp/kruger-ost-west-[0-9]+$",
            await _site.Rows.Ask<string>("SELECT concat(originals, ' ', renditions) FROM survey"));
    }

    [Theory]
    [InlineData("name", " ", "Give the survey a name.")]
    [InlineData("name", "a\tb", "Keep line breaks and tabs out of the name.")]
    [InlineData("kind", "zoo", "Choose what the cameras look at.")]
    [InlineData("folders", "", "Choose the folder with the survey's photographs.")]
    [InlineData("siteLevel", "5",
        "No photograph lies in a site folder: choose another site folder, or pick another folder.")]
    public async Task a_form_that_cannot_be_taken_comes_back_with_its_reason(string field, string value, string reason)
    {
        var ann = await _site.SignedIn();

        var seen = await Creates(
            ann, ("name", "Kruger"), ("description", "kept"), ("folders", Folders), ("cameraLevel", "2"),
            ("siteLevel", "1"), (field, value));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, seen.Status);
        Assert.Equal(reason, seen.Alert);
        Assert.Equal("kept", seen.Html.QuerySelector("[name=description]")?.TextContent);
        Assert.Equal(0, await _site.Rows.Ask<long>("SELECT count(*) FROM survey"));
    }

    [Fact]
    public async Task a_name_of_81_letters_is_too_long()
    {
        var seen = await Creates(await _site.SignedIn(), ("name", new string('k', 81)), ("folders", Folders));

        Assert.Equal("Keep the name under 80 characters.", seen.Alert);
    }

    [Fact]
    public async Task a_name_is_taken_within_an_organisation_only()
    {
        var ann = await _site.SignedIn();
        await Creates(ann, ("name", "Kruger"), ("folders", Folders));

        var again = await Creates(ann, ("name", "Kruger"), ("folders", Folders));
        var bob = await _site.SignedIn("Bob", "Other Place");
        var elsewhere = await Creates(bob, ("name", "Kruger"), ("folders", Folders));

        Assert.Equal("Your organisation has a survey of this name: choose another one.", again.Alert);
        Assert.Equal(HttpStatusCode.SeeOther, elsewhere.Status);
    }

    [Fact]
    public async Task a_refused_form_still_shows_the_preview()
    {
        var seen = await Creates(await _site.SignedIn(), ("name", ""), ("folders", Folders));

        Assert.Contains("S91", seen.Html.QuerySelector(".site-list")?.TextContent);
        Assert.Equal(Folders, seen.Html.QuerySelector("[name=folders]")?.TextContent);
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    private static async Task<Seen> Creates(Visitor visitor, params (string Name, string Value)[] answers) =>
        await visitor.Submits((await visitor.Opens("/surveys/new")).Form(), answers);

    private Task<string> Levels(string name) => _site.Rows.Ask<string>(
        "SELECT concat(site_level, '/', camera_level) FROM survey WHERE name = @name", new { name });
}
