namespace TrapTagger.Browser.Tests;

/// <summary>Every page is in order in every size and colour.</summary>
[Collection(typeof(ASurveyedSite))]
public sealed class LookingAtPages(SurveyedSite surveyed)
{
    [Theory]
    [InlineData("surveys", "/surveys")]
    [InlineData("new survey", "/surveys/new")]
    [InlineData("survey", "/surveys/1")]
    [InlineData("edit survey", "/surveys/1/edit")]
    [InlineData("files", "/surveys/1/files")]
    [InlineData("sites", "/surveys/1/sites")]
    [InlineData("annotation", "/surveys/1/annotate")]
    [InlineData("results", "/surveys/1/results")]
    [InlineData("cameras", "/surveys/1/results/cameras")]
    [InlineData("sets", "/annotate")]
    [InlineData("labelling", "/annotate/1")]
    [InlineData("all results", "/results")]
    [InlineData("account", "/account")]
    [InlineData("security", "/account/security")]
    [InlineData("second factor", "/account/second-factor")]
    [InlineData("browsers", "/account/sessions")]
    [InlineData("tokens", "/account/tokens")]
    [InlineData("confirm", "/account/confirm")]
    [InlineData("health", "/admin")]
    [InlineData("audit log", "/admin/audit")]
    [InlineData("settings", "/admin/settings")]
    [InlineData("organisations", "/admin/organisations")]
    [InlineData("organisation", "/admin/organisations/1")]
    [InlineData("delete organisation", "/admin/organisations/1/delete")]
    [InlineData("people", "/admin/people")]
    [InlineData("person", "/admin/people/1")]
    [InlineData("own audit log", "/organisation/audit")]
    [InlineData("shared surveys", "/organisation/shared")]
    [InlineData("invitations", "/invitations")]
    [InlineData("notices", "/notices")]
    [InlineData("your data", "/account/privacy")]
    [InlineData("delete account", "/account/delete")]
    public async Task a_page_is_in_order_in_every_size_and_colour(string name, string path)
    {
        RunningSite.NeedsABrowser();
        await using var window = await surveyed.Window();
        await Looks.At(window, name, path);
    }

    [Theory]
    [InlineData("sign in", "/sign-in", 200)]
    [InlineData("forgotten", "/forgotten", 200)]
    [InlineData("reset", "/reset/used-or-too-old", 410)]
    [InlineData("nothing here", "/nowhere", 404)]
    public async Task a_page_for_strangers_is_in_order_too(string name, string path, int status)
    {
        RunningSite.NeedsABrowser();
        await using var window = await surveyed.Site.Window();
        await Looks.At(window, name, path, status);
    }

    [Fact]
    public async Task the_list_of_work_is_in_order_when_it_is_empty_and_when_much_has_stopped()
    {
        RunningSite.NeedsABrowser();
        await using var window = await surveyed.Window();
        await StoppedWork.Clear(surveyed.Site.Rows);
        await Looks.At(window, "no jobs", "/admin/jobs");
        await StoppedWork.Put(surveyed.Site.Rows);
        await Looks.At(window, "jobs", "/admin/jobs");
        await Looks.At(window, "cancel", $"/admin/jobs/{StoppedWork.Id}/cancel");
        await Looks.At(window, "impaired", "/admin");
        await StoppedWork.Clear(surveyed.Site.Rows);
    }

    [Fact]
    public async Task whoever_acts_as_somebody_reads_it_on_every_page()
    {
        RunningSite.NeedsABrowser();
        var rows = surveyed.Site.Rows;
        var ben = await rows.HasPerson("Ben Acted", "Wild Peru");
        await rows.Run("UPDATE session SET acting_as_person_id = @Person", new { ben.Person });
        await using var window = await surveyed.Window();
        await Looks.At(window, "acting", "/surveys");
        await Looks.At(window, "acting at a desk", "/annotate/1");
        await rows.Run("UPDATE session SET acting_as_person_id = NULL, organisation_id = NULL");
        // What a closed window held is free after ninety seconds; whoever labels next would wait for it.
        await rows.Run("DELETE FROM lease WHERE person_id = @Person", new { ben.Person });
    }
}
