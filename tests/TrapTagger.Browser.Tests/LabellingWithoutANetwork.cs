using System.Globalization;
using Microsoft.Playwright;

namespace TrapTagger.Browser.Tests;

/// <summary>What was decided while the network was away is not lost, not sent twice, and can be taken back.</summary>
[Collection(typeof(ASurveyedSite))]
public sealed class LabellingWithoutANetwork(SurveyedSite surveyed)
{
    [Fact]
    public async Task decisions_wait_for_the_network_and_can_be_taken_back()
    {
        RunningSite.NeedsABrowser();
        await using var window = await surveyed.Window();
        var page = await window.NewPageAsync();
        await page.GotoAsync("/annotate/1");
        await Work.AtACluster(page);
        var before = await Labelled(page);

        await window.SetOfflineAsync(true);
        await Work.Label(page, "1", "n");
        await Assertions.Expect(page.Locator("[data-part=saved]")).ToHaveAttributeAsync("data-state", "offline");
        await Assertions.Expect(page.Locator("[data-part=saved]")).ToContainTextAsync("2");

        var kept = await page.EvaluateAsync<string>("() => Object.values(localStorage).join()");
        Assert.Contains("\"cluster\":", kept, StringComparison.Ordinal);
        Assert.DoesNotContain("/objects/", kept, StringComparison.Ordinal); // an address that opens a photograph

        await window.SetOfflineAsync(false);
        await Work.AllIsSaved(page);
        await page.ReloadAsync();
        await Work.AtACluster(page);
        Assert.Equal(before + 2, await Labelled(page));

        await page.Keyboard.PressAsync("Backspace");
        await page.Keyboard.PressAsync("Backspace");
        await Work.AllIsSaved(page);
        await page.ReloadAsync();
        await Work.AtACluster(page);
        Assert.Equal(before, await Labelled(page));
    }

    [Fact]
    public async Task a_step_back_that_only_the_server_knows_says_so()
    {
        RunningSite.NeedsABrowser();
        await using var window = await surveyed.Window();
        var page = await window.NewPageAsync();
        await page.RouteAsync("**/annotate/1/history*", route => route.AbortAsync());
        await page.GotoAsync("/annotate/1");
        await Work.AtACluster(page);

        await page.Keyboard.PressAsync("Backspace");

        await Assertions.Expect(page.Locator("[data-part=notices]"))
            .ToContainTextAsync("Older steps are on the server");
    }

    private static async Task<int> Labelled(IPage page)
    {
        var text = page.Locator("[data-part=progressText]");
        await Assertions.Expect(text).ToContainTextAsync(" of ");
        return int.Parse((await text.InnerTextAsync()).Split(' ')[0], CultureInfo.InvariantCulture);
    }
}
