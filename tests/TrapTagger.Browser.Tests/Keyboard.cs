using Microsoft.Playwright;

namespace TrapTagger.Browser.Tests;

/// <summary>Using a page without a mouse.</summary>
internal static class Keyboard
{
    /// <summary>More stops than a page should have between two things somebody needs.</summary>
    private const int MostStops = 60;

    /// <summary>
    /// Goes from stop to stop until the wanted one has the focus; a control that is no stop fails here.
    /// </summary>
    internal static async Task TabTo(this IPage page, ILocator wanted)
    {
        await wanted.WaitForAsync();
        for (var stops = 0; stops < MostStops; stops++)
        {
            if (await wanted.EvaluateAsync<bool>("element => element === document.activeElement"))
            {
                return;
            }
            await page.Keyboard.PressAsync("Tab");
        }
        Assert.Fail($"{wanted} can't be reached with the Tab key on {page.Url}.");
    }

    internal static async Task Enter(this IPage page, ILocator wanted)
    {
        await page.TabTo(wanted);
        await page.Keyboard.PressAsync("Enter");
    }

    internal static async Task Type(this IPage page, string field, string text)
    {
        await page.TabTo(page.GetByLabel(field, new() { Exact = false }).First);
        await page.Keyboard.TypeAsync(text);
    }
}
