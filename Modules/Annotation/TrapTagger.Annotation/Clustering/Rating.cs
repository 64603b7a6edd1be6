namespace TrapTagger.Annotation;

/// <summary>A box as rating sees it: fractions of the frame, origin top left.</summary>
internal readonly record struct RatedBox(
    double Left, double Top, double Width, double Height, double Score, bool Counts);

/// <summary>How well a frame shows what is on it: the highest of a cluster is shown first.</summary>
internal static class Rating
{
    /// <summary>
    /// A frame on which nothing counts; below every other, and among its like ordered by its best score.
    /// </summary>
    private const double Nothing = -1000;

    /// <summary>What a box loses for each edge of the frame that cuts it (the original TrapTagger's figure).</summary>
    private const double LostPerEdge = 0.225;

    private const double EdgeWidth = 0.01;

    internal static double Of(IReadOnlyCollection<RatedBox> boxes)
    {
        var counting = boxes.Where(b => b.Counts).Sum(b => (1 - LostPerEdge * Edges(b)) * Math.Min(b.Width, b.Height));
        return counting > 0 ? counting : Nothing + boxes.Select(b => b.Score).DefaultIfEmpty(0).Max();
    }

    private static int Edges(RatedBox box) =>
        Convert.ToInt32(box.Left < EdgeWidth) + Convert.ToInt32(box.Top < EdgeWidth)
        + Convert.ToInt32(box.Left + box.Width > 1 - EdgeWidth) + Convert.ToInt32(box.Top + box.Height > 1 - EdgeWidth);
}
