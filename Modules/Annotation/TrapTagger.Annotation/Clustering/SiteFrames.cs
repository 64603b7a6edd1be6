using TrapTagger.Platform.Data;

namespace TrapTagger.Annotation;

/// <summary>
/// The frames of a site that may be put into clusters: looked at by the detector, and in no cluster that is kept.
/// </summary>
internal sealed record SiteFrames(IReadOnlyList<SiteFrame> Frames, ILookup<long, RatedBox> Boxes)
{
    /// <summary>
    /// Of a row of `cluster`: somebody decided it, or works on it @now. No cluster at all is not kept either.
    /// </summary>
    internal const string IsKept = """
        (EXISTS (SELECT 1 FROM decision d WHERE d.cluster_id = cluster.id)
        OR EXISTS (SELECT 1 FROM lease l WHERE l.cluster_id = cluster.id AND l.expires_at > @now))
        """;

    private const string OfSite = $"""
        JOIN classification_looked_at seen ON seen.frame_id = f.id
        LEFT JOIN cluster_frame c ON c.frame_id = f.id AND c.annotation_set_id = @Set
        LEFT JOIN cluster ON cluster.id = c.cluster_id
        WHERE f.site_id = @Site AND f.organisation_id = @Organisation AND NOT {IsKept}
        """;

    private const string FindFrames = $"""
        SELECT f.id, f.camera_id, f.taken_at, f.path, c.cluster_id FROM surveys_frame f
        {OfSite}
        """;

    private const string FindBoxes = $"""
        SELECT b.frame_id, b.box_left, b.box_top, b.box_width, b.box_height, b.score, b.counts FROM surveys_frame f
        JOIN classification_detection b ON b.frame_id = f.id
        {OfSite}
        """;

    /// <summary>False where every frame is in a cluster already.</summary>
    internal bool AnyNew => Frames.Any(f => f.ClusterId is null);

    /// <summary>The clusters that these frames are taken from.</summary>
    internal IEnumerable<long> Loose => Frames.Select(f => f.ClusterId).OfType<long>().Distinct();

    internal static async Task<SiteFrames> ReadAsync(Db db, ClusterSite site, DateTimeOffset now, CancellationToken ct)
    {
        await using var session = await db.OpenAsync(ct);
        var asked = new { site.Set, site.Site, site.Organisation, now };
        var frames = await session.QueryAsync<SiteFrame>(FindFrames, asked);
        var boxes = await session.QueryAsync<SiteBox>(FindBoxes, asked);
        return new(frames, boxes.ToLookup(b => b.FrameId, b => b.Rated));
    }

    /// <summary>A box as the site's statement reads it.</summary>
    private sealed record SiteBox
    {
        public long FrameId { get; init; }
        public double BoxLeft { get; init; }
        public double BoxTop { get; init; }
        public double BoxWidth { get; init; }
        public double BoxHeight { get; init; }
        public double Score { get; init; }
        public bool Counts { get; init; }

        internal RatedBox Rated => new(BoxLeft, BoxTop, BoxWidth, BoxHeight, Score, Counts);
    }
}

/// <summary>A frame as the site's statement reads it.</summary>
internal sealed record SiteFrame
{
    public long Id { get; init; }
    public long CameraId { get; init; }
    public DateTime? TakenAt { get; init; }
    public string Path { get; init; } = "";

    /// <summary>The cluster it is in now; null when it is new.</summary>
    public long? ClusterId { get; init; }
}
