using Microsoft.Playwright;

namespace TrapTagger.Browser.Tests;

/// <summary>A person works on a set in one window: the last one opened.</summary>
[Collection(typeof(ASurveyedSite))]
public sealed class LabellingInTwoWindows(SurveyedSite surveyed)
{
    [Fact]
    public async Task clusters_that_come_after_work_went_elsewhere_are_given_back()
    {
        RunningSite.NeedsABrowser();
        await using var window = await surveyed.Window();
        var (first, second) = (await window.NewPageAsync(), await window.NewPageAsync());
        var (asked, isSlow) = (new TaskCompletionSource(), new TaskCompletionSource());
        await first.RouteAsync("**/annotate/1/leases", async route =>
        {
            var answer = await route.FetchAsync();
            asked.TrySetResult();
            await isSlow.Task;
            await route.FulfillAsync(new() { Response = answer });
        });
        await first.GotoAsync("/annotate/1");
        await asked.Task;
        await second.GotoAsync("/annotate/1");
        await Work.AtACluster(second);
        var stopped = first.Locator("[data-part=notices]", new() { HasText = "in another window" });
        await stopped.WaitForAsync();

        await first.RunAndWaitForRequestAsync(
            () => Task.FromResult(isSlow.TrySetResult()), request => request.Method == "DELETE");

        await Assertions.Expect(first.Locator("[data-part=site]")).ToBeEmptyAsync();
        await first.GetByRole(AriaRole.Button, new() { Name = "Work here" }).ClickAsync();
        await Work.AtACluster(first);
        await Assertions.Expect(second.Locator("[data-part=site]")).ToBeEmptyAsync();
    }
}
