using Microsoft.Playwright;

namespace TrapTagger.Browser.Tests;

/// <summary>
/// Looks at a page wide and narrow, by day and by night: nothing that axe finds, nothing that the browser complains of
/// (the content security policy included), nothing wider than the window. The pictures are left in
/// artifacts/screenshots.
/// </summary>
internal static class Looks
{
    private const int StatusOk = 200;
    private static readonly (int Width, int Height)[] Sizes = [(1440, 900), (390, 844)];
    private static readonly ColorScheme[] Colours = [ColorScheme.Light, ColorScheme.Dark];

    /// <summary>Opens the page in each size.</summary>
    internal static async Task At(IBrowserContext window, string name, string path, int status = StatusOk)
    {
        var complaints = new List<string>();
        var faults = new List<string>();
        var page = await window.NewPageAsync();
        page.PageError += (_, error) => complaints.Add(error);
        page.Console += (_, said) => complaints.Add(said.Type is "error" or "warning" ? said.Text : "");
        foreach (var (width, height) in Sizes)
        {
            await page.SetViewportSizeAsync(width, height);
            var answer = await page.GotoAsync(path, new() { WaitUntil = WaitUntilState.Load });
            await page.WaitForFunctionAsync("""
                () => [...document.images].every((i) => i.complete || i.loading === 'lazy')
                  && (!document.querySelector('main.desk') || document.querySelector('[data-part=site]').textContent)
                """);
            Assert.Equal(status, answer!.Status);
            // Read before axe, which tries styles on elements. A missing page is itself a failed resource to the
            // browser.
            faults.AddRange(complaints.Where(c => c.Length > 0 && status == StatusOk).Select(c => $"{width}: {c}"));
            complaints.Clear();
            faults.AddRange(await InBothColours(page, name, width));
            complaints.Clear();
        }
        await page.CloseAsync();
        Assert.True(faults.Count == 0, $"{path}: {string.Join('\n', faults)}");
    }

    /// <summary>Looks at the page as it stands now, after whatever was done on it.</summary>
    internal static Task At(IPage page, string name) => At(page, name, Sizes);

    /// <summary>A letter is read within a mail program's page, which has the landmarks and the heading.</summary>
    internal static Task AtLetter(IPage page, string name) =>
        At(page, name, [(800, 900), (390, 844)], "region", "landmark-one-main", "page-has-heading-one");

    private static async Task At(IPage page, string name, (int Width, int Height)[] sizes, params string[] but)
    {
        var faults = new List<string>();
        foreach (var (width, height) in sizes)
        {
            await page.SetViewportSizeAsync(width, height);
            faults.AddRange(await InBothColours(page, name, width, but));
        }
        await page.SetViewportSizeAsync(sizes[0].Width, sizes[0].Height);
        await page.EmulateMediaAsync(new() { ColorScheme = Colours[0] });
        Assert.True(faults.Count == 0, $"{name}: {string.Join('\n', faults)}");
    }

    private static async Task<List<string>> InBothColours(
        IPage page, string name, int width, params string[] but)
    {
        var faults = new List<string>();
        foreach (var colours in Colours)
        {
            var picture = $"{name}-{colours}-{width}";
            await page.EmulateMediaAsync(new() { ColorScheme = colours });
            var wider = await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - innerWidth");
            if (wider > 0)
            {
                faults.Add($"{picture}: {wider} pixels wider than the window");
            }
            var found = await (colours == Colours[0] ? Axe.Finds(page, but) : Axe.FindsInItsColours(page));
            faults.AddRange(found.Select(fault => $"{picture}: {fault}"));
            await page.ScreenshotAsync(new() { Path = Screenshots.PathOf(picture), FullPage = true });
        }
        return faults;
    }
}
