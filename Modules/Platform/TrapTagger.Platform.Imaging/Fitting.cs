namespace TrapTagger.Platform.Imaging;

/// <summary>Sizes in pixels that keep a picture's ratio; no side gets below 1.</summary>
internal static class Fitting
{
    /// <summary>The largest size inside a box.</summary>
    internal static (int Width, int Height) Within(int width, int height, int boxWidth, int boxHeight) =>
        Scaled(width, height, Math.Min((double)boxWidth / width, (double)boxHeight / height));

    /// <summary>The size with a long side of at most <paramref name="maxSide"/>, never enlarged.</summary>
    internal static (int Width, int Height) Shrunk(int width, int height, int maxSide) =>
        Scaled(width, height, Math.Min(1, (double)maxSide / Math.Max(width, height)));

    private static (int Width, int Height) Scaled(int width, int height, double scale) =>
        (Scaled(width, scale), Scaled(height, scale));

    private static int Scaled(int side, double scale) => Math.Max(1, (int)Math.Round(side * scale));
}
