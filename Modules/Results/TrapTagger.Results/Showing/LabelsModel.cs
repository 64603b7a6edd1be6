namespace TrapTagger.Results;

/// <summary>What was seen: each label with its numbers.</summary>
/// <param name="OpenClusters">Those that nobody has labelled yet.</param>
/// <param name="Clusters">All of the set, each once.</param>
/// <param name="HasTwiceLabelled">Whether some cluster has two labels, so that the columns do not add up.</param>
public sealed record LabelsModel(
    ResultsHeadModel Head, IReadOnlyList<LabelModel> Labels, long OpenClusters, long OpenFrames, long Clusters,
    long Frames, bool HasTwiceLabelled)
{
    public BarPlotModel Plot => BarPlotModel.Of(
        "labels-plot",
        "Sightings by label",
        Labels.Where(l => l.HasSightings).Select(l => new BarModel(l.Name, l.Sightings, l.Hue)),
        most: int.MaxValue);
}
