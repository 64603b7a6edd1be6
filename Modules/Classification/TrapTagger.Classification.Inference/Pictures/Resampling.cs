using TrapTagger.Platform.Imaging;

namespace TrapTagger.Classification.Inference;

/// <summary>Parts of pictures at other sizes, by the triangle filter: averages where it shrinks, interpolates where it
/// enlarges.</summary>
internal static class Resampling
{
    /// <param name="part">Of the picture; what lies outside it is taken from its edge.</param>
    internal static Rgb Part(Rgb picture, Box part, int width, int height)
    {
        var columns = Taps(part.Left * picture.Width, part.Width * picture.Width, width, picture.Width);
        var rows = Taps(part.Top * picture.Height, part.Height * picture.Height, height, picture.Height);

        var first = rows[0].First;
        var narrowed = new float[(rows[^1].First + rows[^1].Weights.Length - first) * width * 3];
        for (var y = 0; y < narrowed.Length / (width * 3); y++)
        {
            Narrow(picture.Pixels.AsSpan((first + y) * picture.Width * 3), columns, narrowed.AsSpan(y * width * 3));
        }

        var pixels = new byte[width * height * 3];
        var sum = new float[width * 3];
        for (var y = 0; y < height; y++)
        {
            Array.Clear(sum);
            for (var tap = 0; tap < rows[y].Weights.Length; tap++)
            {
                var row = narrowed.AsSpan((rows[y].First - first + tap) * width * 3, width * 3);
                var weight = rows[y].Weights[tap];
                for (var i = 0; i < sum.Length; i++)
                {
                    sum[i] += weight * row[i];
                }
            }

            for (var i = 0; i < sum.Length; i++)
            {
                pixels[(y * sum.Length) + i] = (byte)(sum[i] + 0.5f);
            }
        }

        return new(pixels, width, height);
    }

    private static void Narrow(ReadOnlySpan<byte> row, (int First, float[] Weights)[] columns, Span<float> narrowed)
    {
        for (var x = 0; x < columns.Length; x++)
        {
            var (red, green, blue) = (0f, 0f, 0f);
            var at = columns[x].First * 3;
            foreach (var weight in columns[x].Weights)
            {
                red += weight * row[at];
                green += weight * row[at + 1];
                blue += weight * row[at + 2];
                at += 3;
            }

            (narrowed[x * 3], narrowed[(x * 3) + 1], narrowed[(x * 3) + 2]) = (red, green, blue);
        }
    }

    /// <summary>For each place of the target, the source places that make it up and their shares.</summary>
    private static (int First, float[] Weights)[] Taps(double start, double length, int count, int limit)
    {
        var taps = new (int First, float[] Weights)[count];
        var step = length / count;
        var reach = Math.Max(1, step);
        for (var i = 0; i < count; i++)
        {
            var centre = start + ((i + 0.5) * step) - 0.5;
            var first = Math.Clamp((int)Math.Ceiling(centre - reach), 0, limit - 1);
            var last = Math.Clamp((int)Math.Floor(centre + reach), first, limit - 1);
            var weights = new float[last - first + 1];
            for (var tap = 0; tap < weights.Length; tap++)
            {
                weights[tap] = (float)Math.Max(1e-6, 1 - (Math.Abs(first + tap - centre) / reach));
            }

            var sum = weights.Sum();
            taps[i] = (first, Array.ConvertAll(weights, weight => weight / sum));
        }

        return taps;
    }
}
