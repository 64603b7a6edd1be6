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
}
