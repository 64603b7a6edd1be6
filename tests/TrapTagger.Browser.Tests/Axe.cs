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
    internal static async Task<string[]> Finds(IPage page, params string[] but)
    {
        if (!await page.EvaluateAsync<bool>("() => 'axe' in globalThis"))
        {
            await page.EvaluateAsync(Script);
        }
        return await page.EvaluateAsync<string[]>("""
            async (but) => {
              const rules = Object.fromEntries(but.map((rule) => [rule, { enabled: false }]));
              const found = await axe.run(
                document, { iframes: false, preload: false, resultTypes: ['violations'], rules });
              return found.violations.map((v) =>
                `${v.id}: ${v.help} at ${v.nodes.slice(0, 3).map((node) => node.html).join('; ')}`);
            }
            """, but);
    }
}
