namespace TrapTagger.Classification.Inference;

internal static class DensestBox
{
    /// <summary>
    /// The rectangle with the largest sum of (value - <paramref name="level"/>); null where no value is above the
    /// level. It joins an animal's moving parts over its still ones where that gains more than the gap costs.
    /// </summary>
    internal static Cells? Find(Plane cells, float level)
    {
        Cells? densest = null;
        var most = 0f;
        var columns = new float[cells.Width];
        for (var top = 0; top < cells.Height; top++)
        {
            Array.Clear(columns);
            for (var bottom = top; bottom < cells.Height; bottom++)
            {
                // Kadane's algorithm over the sums of the columns from top to bottom.
                var (run, left) = (0f, 0);
                for (var x = 0; x < columns.Length; x++)
                {
                    columns[x] += cells[x, bottom] - level;
                    (run, left) = run > 0 ? (run + columns[x], left) : (columns[x], x);
                    if (run > most)
                    {
                        (most, densest) = (run, new(left, top, x + 1, bottom + 1));
                    }
                }
            }
        }

        return densest;
    }
}
