using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace TrapTagger.Browser.Tests;

/// <summary>
/// What axe finds on a page. The library's way with Playwright opens a second page for each run and carries everything
/// that is in order out of the browser: nine tenths of the time that a look takes.
/// </summary>
internal static class Axe
{
    private static readonly string Script = new BundledAxeScriptProvider().GetScript();

    /// <param name="page">
    /// Frames in it are not looked into: the one there is, a letter, runs no script, axe's neither.
    /// </param>
    /// <param name="but">Rules that do not apply.</param>
    /// <returns>A sentence for each rule that is broken.</returns>
    internal static Task<string[]> Finds(IPage page, params string[] but) => Finds(page, but, []);

    /// <summary>What a page that is in order has wrong in other colours; nothing else changed with them.</summary>
    internal static Task<string[]> FindsInItsColours(IPage page) =>
        Finds(page, [], ["color-contrast", "link-in-text-block"]);

    private static async Task<string[]> Finds(IPage page, string[] but, string[] only)
    {
        if (!await page.EvaluateAsync<bool>("() => 'axe' in globalThis"))
        {
            await page.EvaluateAsync(Script);
        }
        return await page.EvaluateAsync<string[]>("""
            async ({ but, only }) => {
              const rules = Object.fromEntries(but.map((rule) => [rule, { enabled: false }]));
              const found = await axe.run(document, {
                iframes: false, preload: false, resultTypes: ['violations'],
                ...(only.length > 0 ? { runOnly: only } : { rules }),
              });
              return found.violations.map((v) =>
                `${v.id}: ${v.help} at ${v.nodes.slice(0, 3).map((node) => node.html).join('; ')}`);
            }
            """, new { but, only });
    }
}
