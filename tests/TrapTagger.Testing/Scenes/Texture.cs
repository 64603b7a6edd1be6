namespace TrapTagger.Testing.Scenes;

/// <summary>Smooth noise of several sizes: what leaves, soil and fur look like from afar.</summary>
internal static class Texture
{
    /// <param name="size">Of the largest spots, in pixels; each finer layer has half the size and strength.</param>
    /// <returns>0 to 1, the same for the same place and seed.</returns>
    internal static double At(double x, double y, double size, int seed)
    {
        var (sum, weight) = (0.0, 0.0);
        for (var strength = 1.0; strength > 0.2 && size > 1; strength /= 2, size /= 2)
        {
            sum += strength * Smooth(x / size, y / size, seed++);
            weight += strength;
        }

        return sum / weight;
    }

    /// <summary>Between the four corners around, eased so that no grid shows.</summary>
    private static double Smooth(double x, double y, int seed)
    {
        var (left, top) = ((int)Math.Floor(x), (int)Math.Floor(y));
        var (across, down) = (Eased(x - left), Eased(y - top));
        var above = double.Lerp(Corner(left, top, seed), Corner(left + 1, top, seed), across);
        var below = double.Lerp(Corner(left, top + 1, seed), Corner(left + 1, top + 1, seed), across);
        return double.Lerp(above, below, down);
    }

    private static double Eased(double part) => part * part * (3 - (2 * part));

    private static double Corner(int x, int y, int seed)
    {
        var mixed = unchecked((uint)((x * 374761393) + (y * 668265263) + (seed * 1274126177)));
        mixed = unchecked((mixed ^ (mixed >> 13)) * 1274126177);
        return (mixed ^ (mixed >> 16)) / (double)uint.MaxValue;
    }
}
