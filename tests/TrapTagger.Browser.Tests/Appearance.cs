using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace TrapTagger.Browser.Tests;

/// <summary>How what stands in a window looks by day and by night in each width; pictures are left of all.</summary>
internal static class Appearance
{
    private const int Height = 900;

    internal static async Task IsInOrder(IPage page, string name, int[] widths, AxeRunOptions rules)
    {
        var faults = new List<string>();
        foreach (var width in widths)
        {
            await page.SetViewportSizeAsync(width, Height);
            foreach (var colours in (ColorScheme[])[ColorScheme.Light, ColorScheme.Dark])
            {
                await page.EmulateMediaAsync(new() { ColorScheme = colours });
                var picture = $"{name}-{colours}-{width}";
                var wider = await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - innerWidth");
                faults.AddRange(wider > 0 ? [$"{picture}: {wider} pixels wider than the window"] : []);
                faults.AddRange((await page.RunAxe(rules)).Violations.Select(
                    v => $"{picture}: {v.Id}: {v.Help} at {string.Join("; ", v.Nodes.Select(n => n.Html).Take(3))}"));
                await page.ScreenshotAsync(new() { Path = Screenshots.PathOf(picture), FullPage = true });
            }
        }
        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }
}
