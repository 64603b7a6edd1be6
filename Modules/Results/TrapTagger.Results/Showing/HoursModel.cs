using TrapTagger.Platform.Html;

namespace TrapTagger.Results;

/// <summary>When the chosen label's clusters begin.</summary>
/// <param name="Hours">All 24.</param>
/// <param name="UntimedClusters">Those whose frames carry no time, and so are in no hour.</param>
public sealed record HoursModel(
    ResultsHeadModel Head, IReadOnlyList<HourModel> Hours, long UntimedClusters, long UntimedFrames)
{
    public bool IsEmpty => Hours.All(h => h.Clusters == 0);

    public string Title => $"Activity by hour, {Head.Counted}";

    public string Description => Hours.MaxBy(h => h.Clusters) is { Clusters: > 0 } most
        ? $"Clusters by the hour in which they begin. Most begin between {Say.Clock(most.Hour)} and "
            + $"{Say.Clock((most.Hour + 1) % 24)}: {Words.Number(most.Clusters)} of "
            + $"{Words.Number(Hours.Sum(h => h.Clusters))}."
        : "There is nothing to show.";
}
