namespace TrapTagger.Results;

/// <summary>
/// Where the lines of a count's axis stand: few, at round numbers, the last at the highest value or above.
/// </summary>
internal static class HourAxis
{
    private const int MostLines = 4;

    /// <param name="highest">The largest value that is drawn; at least 1.</param>
    internal static IReadOnlyList<long> Lines(long highest)
    {
        var step = Steps().First(s => s * MostLines >= highest);
        return [.. Enumerable.Range(1, (int)((highest + step - 1) / step)).Select(i => i * step)];
    }

    /// <summary>1, 2, 5, 10, 20, 50 and so on.</summary>
    private static IEnumerable<long> Steps()
    {
        for (var ten = 1L; ; ten *= 10)
        {
            yield return ten;
            yield return 2 * ten;
            yield return 5 * ten;
        }
    }
}
