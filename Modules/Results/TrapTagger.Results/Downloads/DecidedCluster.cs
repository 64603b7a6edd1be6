using TrapTagger.Platform.Data;

namespace TrapTagger.Results;

/// <summary>What holds of a cluster that somebody decided.</summary>
/// <param name="Species">Its labels' names; "None" for Nothing, as the first TrapTagger wrote it.</param>
/// <param name="HasSightings">Whether animals on its frames are sightings of them.</param>
internal sealed record DecidedCluster(string Species, bool HasSightings, string Annotator)
{
    // By the frames, whose index knows the site; each cluster has one frame at position 0.
    private const string OfSite = """
        SELECT l.cluster_id, l.name, l.kind, p.name AS annotator
        FROM surveys_frame f
        JOIN annotation_cluster_frame m ON m.frame_id = f.id AND m.annotation_set_id = @Set AND m.position = 0
        JOIN annotation_cluster_label l ON l.cluster_id = m.cluster_id AND l.organisation_id = @Organisation
        JOIN annotation_cluster c ON c.id = l.cluster_id
        JOIN accounts_person p ON p.id = c.person_id
        WHERE f.site_id = @Site AND f.organisation_id = @Organisation
        """;

    /// <param name="site">Its Site, Set and Organisation.</param>
    internal static async Task<IReadOnlyDictionary<long, DecidedCluster>> OfSiteAsync(DbSession session, object site) =>
        (await session.QueryAsync<DecidedLabel>(OfSite, site)).GroupBy(l => l.ClusterId).ToDictionary(g => g.Key, Of);

    private static DecidedCluster Of(IEnumerable<DecidedLabel> labels)
    {
        var named = labels.OrderBy(l => l.Name, StringComparer.Ordinal).ToList();
        return new(
            string.Join("; ", named.Select(l => l.Kind == LabelKinds.Nothing ? "None" : l.Name)),
            named.Any(l => LabelKinds.HasSightings(l.Kind)),
            named[0].Annotator);
    }

    private sealed record DecidedLabel
    {
        public long ClusterId { get; init; }
        public string Name { get; init; } = "";
        public string Kind { get; init; } = "";
        public string Annotator { get; init; } = "";
    }
}
