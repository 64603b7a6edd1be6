using Microsoft.Playwright;

namespace TrapTagger.Browser.Tests;

/// <summary>A site administrator decides, with the keyboard alone, on the page that follows the work.</summary>
[Collection(typeof(ASurveyedSite))]
public sealed class CancellingWork(SurveyedSite surveyed)
{
    [Fact]
    public async Task the_question_is_asked_and_answered_and_the_list_goes_on_following()
    {
        RunningSite.NeedsABrowser();
        await StoppedWork.Clear(surveyed.Site.Rows);
        await StoppedWork.Put(surveyed.Site.Rows);
        await using var window = await surveyed.Window();
        var page = await window.NewPageAsync();
        await page.GotoAsync("/admin/jobs");

        await page.Enter(page.GetByRole(AriaRole.Link, new() { Name = "Cancel: Ingest files, survey 7" }));
        await page.GetByRole(AriaRole.Heading, new() { Name = "Cancel 1,240 pieces of work?" }).WaitForAsync();
        await page.Enter(page.GetByRole(AriaRole.Button, new() { Name = "Cancel the work" }));

        await page.GetByRole(AriaRole.Heading, new() { Name = "1,242 pieces of work cancelled" }).WaitForAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = "3 pieces of work stopped" }).WaitForAsync();
        await StoppedWork.Clear(surveyed.Site.Rows);
        await page.GetByRole(AriaRole.Heading, new() { Name = "No work waits, runs or has stopped" }).WaitForAsync();
    }
}
