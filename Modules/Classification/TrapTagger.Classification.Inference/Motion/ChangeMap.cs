namespace TrapTagger.Classification.Inference;

/// <summary>Where a frame changes, and the few places where it does so most: its movers.</summary>
internal sealed class ChangeMap
{
    /// <summary>A share of change below is rounding.</summary>
    internal const float Least = 0.003f;

    private const int MostMovers = 3;

    // A cell belongs to a mover from six times the burst's median change, and from a seventh of the strongest one here.
    // Between a half and twice these values the measured bursts found differ by one at most.
    private const float OverMedian = 6;
    private const float OfStrongest = 0.15f;

    // A mover's shadow and blur are no rest to compare it with.
    private const int Margin = 2;

    private readonly Plane _smoothed;

    /// <param name="cells">As <see cref="Change"/> makes them.</param>
    /// <param name="smoothed">The same, each cell with its neighbours.</param>
    /// <param name="median">Of the whole burst's smoothed cells.</param>
    internal ChangeMap(Plane cells, Plane smoothed, float median)
    {
        _smoothed = smoothed;
        var movers = new List<Cells>();
        var left = new Plane([.. cells.Values], cells.Width, cells.Height);
        while (movers.Count < MostMovers)
        {
            var strongest = Outside(movers).DefaultIfEmpty().Max();
            var level = Math.Max(Least, Math.Max(OverMedian * median, OfStrongest * strongest));
            if (DensestBox.Find(left, level) is not { } densest)
            {
                break;
            }

            movers.Add(densest);
            Clear(left, densest.Widened(Margin, left));
        }

        Movers = movers;
    }

    /// <summary>The densest first.</summary>
    internal IReadOnlyList<Cells> Movers { get; }

    /// <summary>The change of every cell outside the movers.</summary>
    internal IEnumerable<float> Rest => Outside(Movers);

    internal float Strongest(Cells cells) => cells.Of(_smoothed).Max();

    internal float Mean(Cells cells) => cells.Of(_smoothed).Average();

    internal Cells Under(Box box) => Cells.Under(box, _smoothed);

    internal Box ToBox(Cells cells) => cells.ToBox(_smoothed);

    private IEnumerable<float> Outside(IReadOnlyList<Cells> movers)
    {
        var excluded = movers.Select(mover => mover.Widened(Margin, _smoothed)).ToArray();
        return _smoothed.Values.Where((_, i) =>
            !Array.Exists(excluded, cells => cells.Contains(i % _smoothed.Width, i / _smoothed.Width)));
    }

    private static void Clear(Plane plane, Cells cells)
    {
        for (var y = cells.Top; y < cells.Bottom; y++)
        {
            plane.Values.AsSpan((y * plane.Width) + cells.Left, cells.Right - cells.Left).Fill(-1);
        }
    }
}
