namespace TrapTagger.Classification.Inference;

/// <summary>
/// Cameras burn a strip with the time, the temperature and their maker's logo into the top or the bottom of a frame.
/// It changes from frame to frame and looks like signs to a network, so neither motion nor networks are shown it.
/// </summary>
internal static class InformationStrip
{
    // The strips of seven makers measured 2 to 7 % of the frame's height.
    private const double Tallest = 0.12;

    // Text and logos leave at least half of each of a strip's rows at the strip's own level, give or take what JPEG
    // does to it; the scene beside it has that level in places only.
    private const double Plain = 0.5;
    private const double Busy = 0.25;
    private const float Tolerance = 12;

    /// <summary>The part of the frame between its strips.</summary>
    internal static Box Outside(Plane frame)
    {
        var top = Rows(frame, 0, 1);
        var bottom = Rows(frame, frame.Height - 1, -1);
        return new(0, (double)top / frame.Height, 1, (double)(frame.Height - top - bottom) / frame.Height);
    }

    /// <summary>How many rows from an edge inwards are a strip. A night sky or bleached ground is plain too, but fades
    /// into the scene, where a strip ends from one row to the next.</summary>
    private static int Rows(Plane frame, int edge, int inwards)
    {
        var limit = (int)(frame.Height * Tallest);
        var level = Median(Row(frame, edge));
        var rows = 0;
        while (rows < limit && Plainness(Row(frame, edge + (rows * inwards)), level) >= Plain)
        {
            rows++;
        }

        // The row after the last is blended of both by shrinking.
        return rows > 0 && rows < limit
            && Plainness(Row(frame, edge + ((rows + 1) * inwards)), level) < Busy
            ? rows + 1
            : 0;
    }

    private static ReadOnlySpan<float> Row(Plane frame, int y) => frame.Values.AsSpan(y * frame.Width, frame.Width);

    /// <summary>The fraction of a row that is at a level.</summary>
    private static double Plainness(ReadOnlySpan<float> row, float level)
    {
        var plain = 0;
        foreach (var value in row)
        {
            plain += Math.Abs(value - level) <= Tolerance ? 1 : 0;
        }

        return (double)plain / row.Length;
    }

    private static float Median(ReadOnlySpan<float> row)
    {
        var sorted = row.ToArray();
        Array.Sort(sorted);
        return sorted[sorted.Length / 2];
    }
}
