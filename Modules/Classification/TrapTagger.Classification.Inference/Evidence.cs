namespace TrapTagger.Classification.Inference;

/// <summary>How sightings are weighed against each other.</summary>
internal static class Evidence
{
    /// <summary>Motion, as results name it. Its version changes with any rule or constant behind its boxes.</summary>
    /// <remarks>The threshold lies in the gap between what was measured on animals (0.88 and more) and on empty
    /// bursts (0.83 and less): Modules/Classification/decisions/0001-embedded-detector.md.</remarks>
    internal static readonly ModelCard BurstMotion =
        new("burst-motion", "1", "Apache-2.0", "TrapTagger", Sha256: "", Threshold: 0.8);

    // The score by which a network says nothing. Of 78 places that moved in empty bursts the embedded one gave none
    // more than 0.06; of 40 that were animals it gave 30 more than 0.1, and none of the others less than it gave wind.
    private const double Indifferent = 0.05;
    private const double Least = 0.0125;

    /// <summary>
    /// The score of a place that moves <paramref name="contrast"/> times more than the rest: those are the odds that it
    /// is an animal's, and the network's score for the same place multiplies them.
    /// </summary>
    internal static double Moving(double contrast, double network)
    {
        var odds = Math.Max(0, contrast) * (network + Least) / (Indifferent + Least);
        return odds / (1 + odds);
    }

    /// <summary>Of boxes around the same thing, the one furthest above its threshold.</summary>
    internal static IReadOnlyList<Detection> Distinct(IEnumerable<Detection> detections)
    {
        var distinct = new List<Detection>();
        foreach (var detection in detections.OrderByDescending(one => one.Score - one.Model.Threshold))
        {
            if (!distinct.Any(better => better.Box.Overlap(detection.Box) > Candidate.SameThing))
            {
                distinct.Add(detection);
            }
        }

        return distinct;
    }
}
