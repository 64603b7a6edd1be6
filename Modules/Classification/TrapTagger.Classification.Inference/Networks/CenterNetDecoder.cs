namespace TrapTagger.Classification.Inference;

/// <summary>
/// CenterNet ("Objects as Points", Zhou et al. 2019): <c>heat</c> (1, classes, rows, columns) is high where the centre
/// of an object is, <c>size</c> (1, 4, rows, columns) says how far its box reaches from there to the left, up, to the
/// right and down, in pixels of the input, which has four pixels a row and column.
/// </summary>
internal sealed class CenterNetDecoder : IDecoder
{
    private const int Stride = 4;

    public IEnumerable<Candidate> Decode(IReadOnlyDictionary<string, Output> outputs, ModelManifest manifest)
    {
        var (heat, size) = (outputs["heat"], outputs["size"]);
        return manifest.Categories.Keys.SelectMany(category =>
        {
            var hottest = Hottest(heat, manifest.Classes(category));
            return Peaks(hottest, (float)manifest.Thresholds.Keep)
                .Select(at => new Candidate(category, hottest[at.X, at.Y], BoxAt(at.X, at.Y, size)));
        });
    }

    /// <summary>The strongest of several classes at each place.</summary>
    private static Plane Hottest(Output heat, int[] classes)
    {
        var hottest = new Plane(heat.Shape[3], heat.Shape[2]);
        foreach (var one in classes)
        {
            var values = heat.Values.AsSpan(one * hottest.Values.Length, hottest.Values.Length);
            for (var i = 0; i < values.Length; i++)
            {
                hottest.Values[i] = Math.Max(hottest.Values[i], values[i]);
            }
        }

        return hottest;
    }

    private static IEnumerable<(int X, int Y)> Peaks(Plane heat, float least)
    {
        for (var y = 0; y < heat.Height; y++)
        {
            for (var x = 0; x < heat.Width; x++)
            {
                if (heat[x, y] >= least && IsPeak(heat, x, y))
                {
                    yield return (x, y);
                }
            }
        }
    }

    private static bool IsPeak(Plane heat, int x, int y)
    {
        for (var beside = Math.Max(0, y - 1); beside <= Math.Min(heat.Height - 1, y + 1); beside++)
        {
            for (var next = Math.Max(0, x - 1); next <= Math.Min(heat.Width - 1, x + 1); next++)
            {
                if (heat[next, beside] > heat[x, y])
                {
                    return false;
                }
            }
        }

        return true;
    }

    private static Box BoxAt(int x, int y, Output size)
    {
        var (rows, columns) = (size.Shape[2], size.Shape[3]);
        double Reach(int direction) => size.Values[(((direction * rows) + y) * columns) + x] / Stride;
        var (left, top) = ((x - Reach(0)) / columns, (y - Reach(1)) / rows);
        var (right, bottom) = ((x + Reach(2)) / columns, (y + Reach(3)) / rows);
        return new Box(left, top, right - left, bottom - top).Clipped();
    }
}
