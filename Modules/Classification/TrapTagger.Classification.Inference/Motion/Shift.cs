namespace TrapTagger.Classification.Inference;

/// <summary>By how many pixels what a frame shows lies to the right of and below where another shows it.</summary>
internal readonly record struct Shift(int X, int Y)
{
    // A hundredth of the frame: a gust against the tree that carries the camera. More is somebody moving the camera.
    private const int Furthest = 4;

    // A moving animal makes some shifts fit a little better; only a shaken camera makes one fit the whole frame better.
    private const double ClearlyBetter = 0.8;

    internal static Shift Between(Plane frame, Plane other)
    {
        var best = default(Shift);
        var still = Difference(frame, other, best);
        var least = still * ClearlyBetter;
        for (var y = -Furthest; y <= Furthest; y++)
        {
            for (var x = -Furthest; x <= Furthest; x++)
            {
                var difference = Difference(frame, other, new(x, y));
                if (difference < least)
                {
                    (best, least) = (new(x, y), difference);
                }
            }
        }

        return best;
    }

    /// <summary>Mean absolute difference, over every third pixel of every third row.</summary>
    private static double Difference(Plane frame, Plane other, Shift shift)
    {
        var sum = 0.0;
        var count = 0;
        for (var y = Furthest; y < frame.Height - Furthest; y += 3)
        {
            for (var x = Furthest; x < frame.Width - Furthest; x += 3)
            {
                sum += Math.Abs(frame[x, y] - other[x - shift.X, y - shift.Y]);
                count++;
            }
        }

        return count == 0 ? 0 : sum / count;
    }
}
