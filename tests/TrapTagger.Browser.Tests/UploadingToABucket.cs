using System.Collections.Concurrent;
using TrapTagger.Testing.Objects;
using TrapTagger.Testing.Scenes;

namespace TrapTagger.Browser.Tests;

/// <summary>With photographs in S3 a browser speaks to the store itself, and obeys its rules and the page's.</summary>
public sealed class UploadingToABucket
{
    [Fact]
    public async Task photographs_go_from_the_browser_to_the_bucket_and_come_back_from_there()
    {
        RunningSite.NeedsABrowser();
        var gateway = await ObjectGateway.StartedAsync();
        using var folder = new SurveyFolder();
        var scene = new Scene(seed: 8, night: false, width: 320, height: 240);
        folder.Add("River é", "East 1+", scene.Burst(new DateTime(2026, 6, 1, 12, 0, 0), 4, animal: true));
        await using var site = await RunningSite.StartAsync(
            ("ConnectionStrings__objects", gateway.ConnectionString(ObjectGateway.NewBucket())));
        await using var window = await site.Window();
        var page = await window.NewPageAsync();
        var refused = new List<string>();
        page.Console += (_, said) =>
        {
            if (said.Type == "error")
            {
                refused.Add(said.Text);
            }
        };

        await Work.CreateOrganisation(page, site.FirstRunLink);
        await Work.CreateSurvey(page, "Bucket", folder.Root);
        await page.GetByText("Upload complete").WaitForAsync();
        await Work.WaitForClusters(page);
        await page.GotoAsync("/annotate/1");
        await Work.AtACluster(page);

        var shown = await page.WaitForFunctionAsync(
            "() => [...document.images].find((i) => i.complete && i.naturalWidth > 0)?.src");
        Assert.StartsWith(gateway.Endpoint.AbsoluteUri, await shown.JsonValueAsync<string>(), StringComparison.Ordinal);
        Assert.Empty(refused);
    }

    [Fact]
    public async Task a_large_photograph_goes_on_after_a_break_with_the_part_that_was_missing()
    {
        RunningSite.NeedsABrowser();
        var gateway = await ObjectGateway.StartedAsync();
        await using var proxy = await ObjectProxy.BeforeAsync(gateway.Endpoint);
        var sent = new ConcurrentQueue<string>();
        var isAway = true;
        proxy.Refuses = (request, _) =>
        {
            if (request.Method != "PUT" || (string?)request.Query["partNumber"] is not { } part)
            {
                return null;
            }
            if (isAway && part == "3")
            {
                return 503;
            }
            sent.Enqueue(part);
            return null;
        };
        using var folder = LargePhotograph();
        await using var site = await RunningSite.StartAsync(
            ("ConnectionStrings__objects", gateway.ConnectionString(ObjectGateway.NewBucket(), proxy.Address)));
        await using var window = await site.Window();
        var page = await window.NewPageAsync();
        page.Dialog += async (_, leaving) => await leaving.AcceptAsync();

        await Work.CreateOrganisation(page, site.FirstRunLink);
        await Work.CreateSurvey(page, "Large", folder.Root);
        await page.GetByText("Trying again; nothing is lost.").WaitForAsync();
        await page.GetByText("0 of 1 file · 33.6 MB of 70 MB").WaitForAsync();
        await page.ReloadAsync();
        Assert.Equal(["1", "2"], sent);

        await page.Locator("survey-upload input[type=file]").SetInputFilesAsync(folder.Root);
        await page.GetByText("0 of 1 file · 33.6 MB of 70 MB").WaitForAsync();
        isAway = false;
        await page.GetByText("Upload complete").WaitForAsync();
        await page.GetByText("1 of 1 file · 70 MB of 70 MB").WaitForAsync();
        await page.Locator("main").GetByText("1 frame").First.WaitForAsync();
        Assert.Equal(["1", "2", "3", "4", "5"], sent);
    }

    /// <summary>A small one with a long silence behind its end.</summary>
    private static SurveyFolder LargePhotograph()
    {
        var folder = new SurveyFolder();
        var scene = new Scene(seed: 9, night: false, width: 320, height: 240);
        var path = Assert.Single(folder.Add("River", "East", scene.Burst(new DateTime(2026, 6, 1), 1, animal: false)));
        using var file = File.OpenWrite(Path.Combine(folder.Root, path));
        file.SetLength(70_000_000);
        return folder;
    }
}
