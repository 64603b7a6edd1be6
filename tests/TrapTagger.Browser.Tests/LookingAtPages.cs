using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace TrapTagger.Browser.Tests;

/// <summary>
/// Every page, in light and dark, wide and narrow: nothing that axe finds, nothing that the browser complains of (the
/// content security policy included), nothing wider than the window. The pictures are left in artifacts/screenshots.
/// </summary>
[Collection(typeof(ASurveyedSite))]
public sealed class LookingAtPages(SurveyedSite surveyed)
{
    private static readonly (int Width, int Height)[] Sizes = [(1440, 900), (390, 844)];
    private static readonly ColorScheme[] Colours = [ColorScheme.Light, ColorScheme.Dark];

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
        foreach (var colours in Colours)
        {
            foreach (var (width, height) in Sizes)
            {
                await using var window = await surveyed.Window(colours, width, height);
                Assert.Equal("", await Faults(window, path, $"{name}-{colours}-{width}", StatusOk));
            }
        }
    }

    [Theory]
    [InlineData("sign in", "/sign-in", StatusOk)]
    [InlineData("forgotten", "/forgotten", StatusOk)]
    [InlineData("reset", "/reset/used-or-too-old", 410)]
    [InlineData("nothing here", "/nowhere", 404)]
    public async Task a_page_for_strangers_is_in_order_too(string name, string path, int status)
    {
        RunningSite.NeedsABrowser();
        foreach (var colours in Colours)
        {
            foreach (var (width, height) in Sizes)
            {
                await using var window = await surveyed.Site.Window(colours, width, height);
                Assert.Equal("", await Faults(window, path, $"{name}-{colours}-{width}", status));
            }
        }
    }

    [Fact]
    public async Task the_list_of_work_is_in_order_when_it_is_empty_and_when_much_has_stopped()
    {
        RunningSite.NeedsABrowser();
        foreach (var colours in Colours)
        {
            foreach (var (width, height) in Sizes)
            {
                await using var window = await surveyed.Window(colours, width, height);
                await StoppedWork.Clear(surveyed.Site.Rows);
                Assert.Equal("", await Faults(window, "/admin/jobs", $"no jobs-{colours}-{width}", StatusOk));
                await StoppedWork.Put(surveyed.Site.Rows);
                Assert.Equal("", await Faults(window, "/admin/jobs", $"jobs-{colours}-{width}", StatusOk));
                var cancelling = $"/admin/jobs/{StoppedWork.Id}/cancel";
                Assert.Equal("", await Faults(window, cancelling, $"cancel-{colours}-{width}", StatusOk));
                Assert.Equal("", await Faults(window, "/admin", $"impaired-{colours}-{width}", StatusOk));
                await StoppedWork.Clear(surveyed.Site.Rows);
            }
        }
    }

    [Fact]
    public async Task whoever_acts_as_somebody_reads_it_on_every_page()
    {
        RunningSite.NeedsABrowser();
        var rows = surveyed.Site.Rows;
        var ben = await rows.HasPerson("Ben Acted", "Wild Peru");
        await rows.Run("UPDATE session SET acting_as_person_id = @Person", new { ben.Person });
        foreach (var colours in Colours)
        {
            foreach (var (width, height) in Sizes)
            {
                await using var window = await surveyed.Window(colours, width, height);
                Assert.Equal("", await Faults(window, "/surveys", $"acting-{colours}-{width}", StatusOk));
                Assert.Equal("", await Faults(window, "/annotate/1", $"acting at a desk-{colours}-{width}", StatusOk));
            }
        }
        await rows.Run("UPDATE session SET acting_as_person_id = NULL, organisation_id = NULL");
    }

    private const int StatusOk = 200;

    internal static async Task<string> Faults(IBrowserContext window, string path, string picture, int status)
    {
        var complaints = new List<string>();
        var page = await window.NewPageAsync();
        page.PageError += (_, error) => complaints.Add(error);
        page.Console += (_, said) => complaints.Add(said.Type is "error" or "warning" ? said.Text : "");

        var answer = await page.GotoAsync(path, new() { WaitUntil = WaitUntilState.Load });
        await page.WaitForFunctionAsync("() => [...document.images].every(i => i.complete || i.loading === 'lazy')");
        await page.WaitForFunctionAsync(
            "() => !document.querySelector('main.desk') || document.querySelector('[data-part=site]').textContent");

        Assert.Equal(status, answer!.Status);
        // Read before axe, which tries styles on elements. A missing page is itself a failed resource to the browser.
        var faults = complaints.Where(c => c.Length > 0 && status == StatusOk).ToList();
        var wider = await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - innerWidth");
        if (wider > 0)
        {
            faults.Add($"The page is {wider} pixels wider than the window.");
        }
        // The one frame there is, a letter, is a document in which no script runs, axe's neither.
        var found = await page.RunAxe(new AxeRunOptions { Iframes = false });
        faults.AddRange(found.Violations.Select(
            v => $"{v.Id}: {v.Help} at {string.Join("; ", v.Nodes.Select(n => n.Html).Take(3))}"));
        await page.ScreenshotAsync(new() { Path = Screenshots.PathOf(picture), FullPage = true });
        return string.Join('\n', faults.Select(f => $"{picture}: {f}"));
    }
}
