namespace TrapTagger.Classification.Inference;

/// <summary>Something a network may have seen.</summary>
/// <param name="Box">In fractions of what the network was shown; once placed, of the frame.</param>
internal readonly record struct Candidate(Category Category, double Score, Box Box)
{
    /// <summary>Boxes that overlap more are around the same thing.</summary>
    internal const double SameThing = 0.5;

    /// <summary>The best candidate of each thing, the best first.</summary>
    internal static IReadOnlyList<Candidate> Distinct(IEnumerable<Candidate> candidates)
    {
        var distinct = new List<Candidate>();
        foreach (var candidate in candidates.OrderByDescending(candidate => candidate.Score))
        {
            if (!distinct.Any(better => better.Box.Overlap(candidate.Box) > SameThing))
            {
                distinct.Add(candidate);
            }
        }

        return distinct;
    }
}
