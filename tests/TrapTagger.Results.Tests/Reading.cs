using AngleSharp.Dom;
using TrapTagger.Testing;

namespace TrapTagger.Results.Tests;

/// <summary>What a person reads off a page of results.</summary>
internal static class Reading
{
    /// <summary>The header's numbers under their names.</summary>
    internal static IReadOnlyDictionary<string, string> Figures(this Seen seen) => seen.Html
        .QuerySelectorAll(".figures > div")
        .ToDictionary(
            f => Text(f.QuerySelector("dt")!),
            f => string.Join(" | ", f.QuerySelectorAll("dd").Select(Text).Where(t => t.Length > 0)));

    /// <summary>The lines of a table's body, their cells apart by bars.</summary>
    internal static IReadOnlyList<string> Lines(this Seen seen, string panel) =>
        [.. seen.Html.QuerySelectorAll($"{panel} tbody tr").Select(r => string.Join(" | ", r.Children.Select(Text)))];

    /// <summary>The bars of a plot: each one's name and number, as its tooltip says them.</summary>
    internal static IReadOnlyList<string> Bars(this Seen seen, string panel) =>
        [.. seen.Html.QuerySelectorAll($"{panel} svg g > title").Select(Text)];

    /// <summary>The whole page, with one space where HTML has any.</summary>
    internal static string Words(this Seen seen) => Text(seen.Html.DocumentElement);

    private static string Text(IElement element) =>
        string.Join(' ', element.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
