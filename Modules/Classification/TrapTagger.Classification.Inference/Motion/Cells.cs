namespace TrapTagger.Classification.Inference;

/// <summary>A rectangle of cells; <see cref="Right"/> and <see cref="Bottom"/> are past its end.</summary>
internal readonly record struct Cells(int Left, int Top, int Right, int Bottom)
{
    /// <summary>The cells that a box touches, at least one.</summary>
    internal static Cells Under(Box box, Plane plane)
    {
        var left = Math.Clamp((int)(box.Left * plane.Width), 0, plane.Width - 1);
        var top = Math.Clamp((int)(box.Top * plane.Height), 0, plane.Height - 1);
        return new(
            left,
            top,
            Math.Clamp((int)Math.Ceiling(box.Right * plane.Width), left + 1, plane.Width),
            Math.Clamp((int)Math.Ceiling(box.Bottom * plane.Height), top + 1, plane.Height));
    }

    internal bool Contains(int x, int y) => x >= Left && x < Right && y >= Top && y < Bottom;

    internal Cells Widened(int by, Plane plane) => new(
        Math.Max(0, Left - by), Math.Max(0, Top - by),
        Math.Min(plane.Width, Right + by), Math.Min(plane.Height, Bottom + by));

    internal Box ToBox(Plane plane) => new(
        (double)Left / plane.Width, (double)Top / plane.Height,
        (double)(Right - Left) / plane.Width, (double)(Bottom - Top) / plane.Height);

    /// <summary>The values in the rectangle.</summary>
    internal IEnumerable<float> Of(Plane plane)
    {
        for (var y = Top; y < Bottom; y++)
        {
            for (var x = Left; x < Right; x++)
            {
                yield return plane[x, y];
            }
        }
    }
}
