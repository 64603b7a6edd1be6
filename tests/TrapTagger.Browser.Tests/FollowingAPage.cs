using Microsoft.Playwright;

namespace TrapTagger.Browser.Tests;

/// <summary>The parts of a page that are kept up to date while it is open.</summary>
[Collection(typeof(ASurveyedSite))]
public sealed class FollowingAPage(SurveyedSite surveyed)
{
    [Theory]
    [InlineData("/surveys/1")]
    [InlineData("/admin/jobs")]
    public async Task a_first_connection_that_fails_is_tried_again_and_leaves_what_is_shown(string path)
    {
        RunningSite.NeedsABrowser();
        await using var window = await surveyed.Window();
        var page = await window.NewPageAsync();
        await page.Clock.InstallAsync();
        var isAway = true;
        await page.RouteAsync($"**{path}/live", route => isAway
            ? route.FulfillAsync(new() { Status = 503, ContentType = "text/html", Body = "<h1>Away</h1>" })
            : route.ContinueAsync());
        bool IsLive(IResponse answer) => new Uri(answer.Url).AbsolutePath == $"{path}/live";

        await page.RunAndWaitForResponseAsync(() => page.GotoAsync(path), IsLive);
        var shown = page.Locator($"[hx-sse\\:connect='{path}/live']");
        var before = await shown.InnerHTMLAsync();
        isAway = false;
        var answer = await page.RunAndWaitForResponseAsync(() => page.Clock.RunForAsync(30_000), IsLive);

        Assert.Equal(200, answer.Status);
        Assert.NotEmpty(before);
        Assert.DoesNotContain("Away", await shown.InnerHTMLAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task it_follows_however_late_each_script_comes()
    {
        RunningSite.NeedsABrowser();
        await using var window = await surveyed.Window();
        var page = await window.NewPageAsync();
        var scripts = 0;
        await page.RouteAsync("**/*.js", async route =>
        {
            await Task.Delay(200 * Interlocked.Increment(ref scripts));
            await route.ContinueAsync();
        });

        var answer = await page.RunAndWaitForResponseAsync(
            () => page.GotoAsync("/admin/jobs"), answer => new Uri(answer.Url).AbsolutePath == "/admin/jobs/live");

        Assert.Equal(200, answer.Status);
        Assert.NotEqual(0, scripts);
    }
}
