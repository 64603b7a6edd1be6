namespace TrapTagger.Results;

/// <summary>A survey's results in six numbers.</summary>
/// <param name="FirstAt">As the cameras' clocks showed it; null when no frame carries a time.</param>
/// <param name="Empty">Frames of clusters labelled Nothing.</param>
/// <param name="Blank">Frames of clusters that nobody labelled yet and in which the detector found nothing.</param>
/// <param name="Age">How long ago this was counted.</param>
public sealed record FiguresModel(
    ResultsHeadModel Head, long Clusters, long Labelled, long Sites, long Cameras, DateTime? FirstAt, DateTime? LastAt,
    long Empty, long Blank, TimeSpan Age)
{
    /// <summary>Frames that came after the clusters were built.</summary>
    public long Unclustered => Math.Max(0, Head.Frames - Head.Set.Frames);
}
