using Microsoft.Playwright;

namespace TrapTagger.Browser.Tests;

/// <summary>The steps of the job, each by keyboard.</summary>
internal static class Work
{
    /// <summary>
    /// A hundred frames take two idle cores half a minute; the rest is for a machine that is starved.
    /// </summary>
    private const float Patience = 300_000;

    internal static async Task CreateOrganisation(IPage page, string link)
    {
        await page.GotoAsync(link);
        await page.Type("Organisation", "Wild Peru");
        await page.Type("Your name", "Ann Field");
        await page.Type("E-mail", "ann@example.org");
        await page.Type("Password", "correct horse battery staple");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync("**/surveys");
    }

    /// <summary>Leaves the page on the new survey, with its files on their way.</summary>
    internal static async Task CreateSurvey(IPage page, string name, string folder)
    {
        await page.Enter(page.GetByRole(AriaRole.Link, new() { Name = "New survey" }).First);
        await page.Type("Name", name);
        await page.Locator("input[type=file]").First.SetInputFilesAsync(folder);
        await page.GetByText("will be uploaded").First.WaitForAsync();
        await page.Enter(page.GetByRole(AriaRole.Button, new() { Name = "Create and upload" }));
        await page.WaitForURLAsync(new System.Text.RegularExpressions.Regex("/surveys/[0-9]+$"));
    }

    internal static Task WaitForClusters(IPage page) => page
        .Locator(".stage.done", new() { HasText = "Cluster" })
        .WaitForAsync(new() { Timeout = Patience });

    internal static async Task PlaceTheSite(IPage page, string latitude, string longitude)
    {
        await page.Enter(page.GetByRole(AriaRole.Link, new() { Name = "Sites" }));
        await page.Type("Latitude", latitude);
        await page.Type("Longitude", longitude);
        await page.Keyboard.PressAsync("Enter");
        await page.GetByText("Saved").First.WaitForAsync();
    }

    internal static async Task CreateLabel(IPage page, string name, string key)
    {
        await AtACluster(page);
        await page.Keyboard.PressAsync("#");
        await page.Keyboard.TypeAsync(name);
        await page.Keyboard.PressAsync("Enter");
        await page.Locator("label-panel").GetByText(name).First.WaitForAsync();
        var label = page.Locator("label-panel .label", new() { HasText = name });
        Assert.Equal(key, await label.Locator("kbd").InnerTextAsync());
    }

    /// <summary>The first label for every other cluster, "Nothing" for the rest; answers how many there were.</summary>
    internal static async Task<int> LabelEverything(IPage page)
    {
        var count = 0;
        var end = page.GetByRole(AriaRole.Link, new() { Name = "See the results" });
        await AtACluster(page);
        while (!await end.IsVisibleAsync())
        {
            await Label(page, count++ % 2 == 0 ? "1" : "n");
            Assert.True(count < 100, "There is no end to the clusters.");
        }
        await AllIsSaved(page);
        return count;
    }

    /// <summary>Presses one key after the other, each at a cluster of its own.</summary>
    internal static async Task Label(IPage page, params string[] keys)
    {
        foreach (var key in keys)
        {
            await AtACluster(page);
            await page.Keyboard.PressAsync(key);
            await AtACluster(page);
        }
    }

    internal static Task AllIsSaved(IPage page) => page.Locator("[data-part=saved][data-state=saved]").WaitForAsync();

    /// <summary>The lines of the file that has one for each frame.</summary>
    internal static async Task<IReadOnlyList<string>> DownloadResults(IPage page)
    {
        await page.Enter(page.GetByRole(AriaRole.Link, new() { Name = "See the results" }));
        await page.TabTo(page.GetByRole(AriaRole.Link, new() { Name = "Download every frame" }));
        var download = await page.RunAndWaitForDownloadAsync(() => page.Keyboard.PressAsync("Enter"));
        var lines = await File.ReadAllLinesAsync(await download.PathAsync(), TestContext.Current.CancellationToken);
        return [.. lines.Select(l => l.TrimStart('\uFEFF'))];
    }

    /// <summary>Or at the end of them.</summary>
    internal static Task AtACluster(IPage page) => page.Locator("[data-part=site]:not(:empty)")
        .Or(page.GetByRole(AriaRole.Link, new() { Name = "See the results" })).First.WaitForAsync();
}
