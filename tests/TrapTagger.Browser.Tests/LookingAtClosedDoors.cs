using Microsoft.Playwright;

namespace TrapTagger.Browser.Tests;

/// <summary>What somebody sees who may not go on, or should think before they do, and what everybody is told.</summary>
[Collection(typeof(ASurveyedSite))]
public sealed class LookingAtClosedDoors(SurveyedSite surveyed)
{
    [Fact]
    public async Task before_a_survey_is_deleted()
    {
        RunningSite.NeedsABrowser();
        await See("delete survey", "/surveys/1/delete");
    }

    [Fact]
    public async Task a_right_that_is_missing()
    {
        RunningSite.NeedsABrowser();
        var rows = surveyed.Site.Rows;
        foreach (var name in (string[])["Bob Warden", "Carla of the Long Name Villanueva"])
        {
            await rows.HasPerson(name, "Wild Peru");
        }
        await rows.Run("UPDATE membership SET role = 'read', may_create = FALSE WHERE person_id = 1");

        await See("refused survey", "/surveys/1/delete", "You may not delete this survey");
        await See("refused new survey", "/surveys/new", "You may not make surveys");
        await See("surveys of a reader", "/surveys", "Surveys");

        await rows.Run("UPDATE membership SET role = 'admin', may_create = TRUE WHERE person_id = 1");
        await rows.Run("DELETE FROM membership WHERE person_id > 1000000");
    }

    [Fact]
    public async Task an_organisation_that_is_suspended_or_deleted()
    {
        RunningSite.NeedsABrowser();
        var rows = surveyed.Site.Rows;
        var (_, other, _) = await rows.HasPerson("Olga", "Other Park");
        await rows.Run(
            "INSERT INTO membership (organisation_id, person_id, role) VALUES (@other, 1, 'read')", new { other });
        await rows.Run("""
            UPDATE organisation SET suspended_at = '2026-05-01', suspended_reason = @reason WHERE name = 'Wild Peru'
            """, new { reason = "The agreement ended in April. Write to us, and you are back within a day." });
        await See("suspended", "/surveys", "Wild Peru is suspended");
        await rows.Run("UPDATE organisation SET suspended_at = NULL, deleted_at = '2026-05-01' WHERE id <> @other",
            new { other });
        await See("deleted", "/surveys", "Wild Peru was deleted on 1 May 2026");

        await rows.Run("UPDATE organisation SET deleted_at = NULL, suspended_reason = NULL");
        await rows.Run("DELETE FROM membership WHERE organisation_id = @other AND person_id = 1", new { other });
    }

    [Fact]
    public async Task an_announcement_above_a_page_and_among_the_notices()
    {
        RunningSite.NeedsABrowser();
        await Announce("The site is away on Sunday from 6 to 8 in the morning (UTC), while its disks are changed.\n"
            + "What you labelled by then is saved.");
        await See("announced", "/surveys");
        await using (var window = await surveyed.Window())
        {
            var page = await window.NewPageAsync();
            await page.GotoAsync("/notices");
            var read = page.GetByRole(AriaRole.Button, new() { Name = "Got it" });
            await page.Enter(read);
            await read.WaitForAsync(new() { State = WaitForSelectorState.Detached });
        }
        await See("announced and read", "/notices");

        await Announce("");
    }

    private async Task Announce(string text)
    {
        await using var window = await surveyed.Window();
        var page = await window.NewPageAsync();
        await page.GotoAsync("/admin/settings");
        await page.GetByLabel("What everybody reads").FillAsync(text);
        await page.RunAndWaitForResponseAsync(
            () => page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync(),
            answer => answer.Request.Method == "POST");
    }

    private async Task See(string name, string path, string? title = null)
    {
        await using var window = await surveyed.Window();
        var page = await window.NewPageAsync();
        await page.GotoAsync(path);
        if (title is not null)
        {
            Assert.Equal(title, await page.Locator("h1").InnerTextAsync());
        }
        await Looks.At(page, name);
    }
}
