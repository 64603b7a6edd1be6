namespace TrapTagger.Classification.Inference;

/// <summary>One number a pixel, row by row from the top left.</summary>
internal sealed record Plane(float[] Values, int Width, int Height)
{
    internal Plane(int width, int height)
        : this(new float[width * height], width, height)
    {
    }

    internal ref float this[int x, int y] => ref Values[(y * Width) + x];

    /// <summary>The rows between two fractions of the height.</summary>
    internal Plane Rows(double top, double bottom)
    {
        var (first, last) = ((int)Math.Round(top * Height), (int)Math.Round(bottom * Height));
        return new(Values[(first * Width)..(last * Width)], Width, last - first);
    }

    /// <summary>The mean around each pixel, over a square of (2 <paramref name="radius"/> + 1) a side.</summary>
    internal Plane Blurred(int radius)
    {
        var sums = Sums();
        var stride = Width + 1;
        var blurred = new Plane(Width, Height);
        for (var y = 0; y < Height; y++)
        {
            var (top, bottom) = (Math.Max(0, y - radius), Math.Min(Height, y + radius + 1));
            for (var x = 0; x < Width; x++)
            {
                var (left, right) = (Math.Max(0, x - radius), Math.Min(Width, x + radius + 1));
                var sum = sums[(bottom * stride) + right] - sums[(top * stride) + right]
                    - sums[(bottom * stride) + left] + sums[(top * stride) + left];
                blurred[x, y] = (float)(sum / ((right - left) * (bottom - top)));
            }
        }

        return blurred;
    }

    /// <summary>A summed-area table: at (x, y) the sum of all values above and left of it.</summary>
    private double[] Sums()
    {
        var sums = new double[(Width + 1) * (Height + 1)];
        for (var y = 0; y < Height; y++)
        {
            var row = 0.0;
            for (var x = 0; x < Width; x++)
            {
                row += this[x, y];
                sums[((y + 1) * (Width + 1)) + x + 1] = sums[(y * (Width + 1)) + x + 1] + row;
            }
        }

        return sums;
    }
}
