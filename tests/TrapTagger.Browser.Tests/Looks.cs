using Microsoft.Playwright;

namespace TrapTagger.Browser.Tests;

/// <summary>Looks at one page by day and by night, wide and narrow.</summary>
internal static class Looks
{
    private static readonly (int Width, int Height)[] Sizes = [(1440, 900), (390, 844)];

    internal static async Task At(
        Func<ColorScheme, int, int, Task<IBrowserContext>> open, string name, string path, int status = 200)
    {
        foreach (var colours in (ColorScheme[])[ColorScheme.Light, ColorScheme.Dark])
        {
            foreach (var (width, height) in Sizes)
            {
                await using var window = await open(colours, width, height);
                Assert.Equal("", await LookingAtPages.Faults(window, path, $"{name}-{colours}-{width}", status));
            }
        }
    }
}
