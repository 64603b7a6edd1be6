using TrapTagger.Platform.Html;

namespace TrapTagger.Results;

/// <summary>Numbers to compare, each with its name, the largest first.</summary>
/// <param name="Id">Unique on its page.</param>
/// <param name="LeftOut">How many smaller bars there was no room for.</param>
public sealed record BarPlotModel(string Id, string Title, IReadOnlyList<BarModel> Bars, int LeftOut)
{
    /// <summary>Of sites or cameras: more are not compared by eye any more, and the table has them all.</summary>
    internal const int Most = 15;

    internal const int RowHeight = 34;

    public int Height => Math.Max(1, Bars.Count) * RowHeight;

    public string Description => Bars.Count == 0
        ? "There is nothing to show."
        : $"{Bars.Count} bars. The longest is {Bars[0].Name} with {Words.Number(Bars[0].Value)}.";

    internal static BarPlotModel Of(string id, string title, IEnumerable<BarModel> bars, int most = Most)
    {
        var shown = bars.Where(b => b.Value > 0).OrderByDescending(b => b.Value).ToList();
        return new(id, title, [.. shown.Take(most)], Math.Max(0, shown.Count - most));
    }

    /// <summary>How far a bar reaches, of the whole width.</summary>
    internal double Share(BarModel bar) => (double)bar.Value / Bars[0].Value;
}

/// <param name="Hue">One of the interface's twelve label hues; 0 is the accent.</param>
public sealed record BarModel(string Name, long Value, int Hue = 0);
