namespace TrapTagger.Annotation;

/// <summary>A cluster that was just built: its frames in order of time, each with its rating.</summary>
internal sealed record BuiltCluster(long Id, IReadOnlyList<(Sighting Frame, double Rating)> Members)
{
    internal static IReadOnlyList<BuiltCluster> Of(
        IReadOnlyList<SiteFrame> frames, ILookup<long, RatedBox> boxes, long firstId) =>
        [.. Clusters
            .Of(frames.Select(f => new Sighting(f.Id, f.TakenAt, f.Path, f.CameraId, boxes[f.Id].Any(b => b.Counts))))
            .Select((cluster, index) => new BuiltCluster(
                firstId + index, [.. cluster.Select(f => (f, Rating.Of([.. boxes[f.Frame]])))]))];

    internal ClusterRow Row(ClusterSite site) => new()
    {
        Id = Id,
        OrganisationId = site.Organisation,
        SurveyId = site.Survey,
        AnnotationSetId = site.Set,
        SiteId = site.Site,
        FirstAt = Members[0].Frame.At,
        LastAt = Members[^1].Frame.At,
        Frames = Members.Count,
        BestFrameId = Members.MaxBy(m => m.Rating).Frame.Frame,
        IsEmpty = Members.All(m => !m.Frame.IsPresent),
        IsOpen = true,
    };

    internal IEnumerable<ClusterFrameRow> Frames(ClusterSite site) =>
        Members.Select((member, position) => new ClusterFrameRow
        {
            AnnotationSetId = site.Set,
            FrameId = member.Frame.Frame,
            ClusterId = Id,
            Position = position,
            Rating = member.Rating,
        });
}

/// <summary>A new row of `cluster`.</summary>
internal sealed record ClusterRow
{
    public long Id { get; init; }
    public long OrganisationId { get; init; }
    public long SurveyId { get; init; }
    public long AnnotationSetId { get; init; }
    public long SiteId { get; init; }
    public DateTime? FirstAt { get; init; }
    public DateTime? LastAt { get; init; }
    public int Frames { get; init; }
    public long BestFrameId { get; init; }
    public bool IsEmpty { get; init; }
    public bool IsOpen { get; init; }
    public int Skips { get; init; }
}

/// <summary>A new row of `cluster_frame`.</summary>
internal sealed record ClusterFrameRow
{
    public long AnnotationSetId { get; init; }
    public long FrameId { get; init; }
    public long ClusterId { get; init; }
    public int Position { get; init; }
    public double Rating { get; init; }
}
