namespace TrapTagger.Results;

/// <summary>One annotation set's counts, seen through the chosen label: what its page's panels are made of.</summary>
/// <param name="Age">How long ago it was counted.</param>
internal sealed record SetResults(ResultsHeadModel Head, Tally Tally, TimeSpan Age)
{
    private long? Label => Head.Label?.Id;

    internal FiguresModel Figures => new(
        Head,
        Tally.Clusters,
        Tally.LabelledClusters,
        Tally.Sites.Count,
        Tally.Sites.Sum(s => s.Cameras),
        Tally.Sites.Min(s => s.FirstAt),
        Tally.Sites.Max(s => s.LastAt),
        Tally.Labels.Where(l => l.Kind == LabelKinds.Nothing).Sum(l => l.Frames),
        Tally.Sites.Sum(s => s.BlankFrames),
        Age);

    internal LabelsModel Labels => new(
        Head,
        Tally.Labels,
        Tally.OpenClusters,
        Tally.Sites.Sum(s => s.OpenFrames),
        Tally.Clusters,
        Tally.Sites.Sum(s => s.Frames),
        Tally.HasTwiceLabelled);

    internal HoursModel Hours
    {
        get
        {
            var untimed = Tally.UntimedOf(Label);
            return new(Head, Tally.HoursOf(Label), untimed.Clusters, untimed.Frames);
        }
    }

    internal SitesModel Sites => new(Head, Tally.SitesOf(Label));

    internal CrossModel Cross => new(
        Head, [.. Tally.Labels.Where(l => l.HasSightings)], Tally.SitesOf(null), Tally.Crossed());
}
