using TrapTagger.Platform.Data;
using TrapTagger.Platform.Storage;

namespace TrapTagger.Annotation;

/// <summary>
/// Loads clusters for the page: a few statements, however many there are. They name no set: SQLite would walk the
/// whole set's index instead of looking the clusters up.
/// </summary>
internal static class ClusterCards
{
    /// <summary>A page keeps its clusters for as long as somebody sits at it: a working day, not a minute.</summary>
    private static readonly TimeSpan ViewingTime = TimeSpan.FromHours(12);

    private const string Clusters = """
        SELECT c.id, c.site_id, s.name AS site, c.first_at, c.is_empty, c.skips, c.best_frame_id, c.decision_id
        FROM cluster c JOIN surveys_site s ON s.id = c.site_id AND s.organisation_id = c.organisation_id
        WHERE c.id IN @Ids AND c.organisation_id = @Organisation
        """;

    private const string Frames = """
        SELECT cf.cluster_id, f.id, k.name AS camera, f.taken_at, f.width, f.height, f.screen_key, f.thumbnail_key
        FROM cluster_frame cf
        JOIN surveys_frame f ON f.id = cf.frame_id
        JOIN surveys_camera k ON k.id = f.camera_id
        WHERE cf.cluster_id IN @Ids AND f.organisation_id = @Organisation
        ORDER BY cf.cluster_id, cf.position
        """;

    private const string Boxes = """
        SELECT d.frame_id, d.category, d.score, d.box_left, d.box_top, d.box_width, d.box_height, d.model, d.counts
        FROM cluster_frame cf
        JOIN classification_detection d ON d.frame_id = cf.frame_id
        WHERE cf.cluster_id IN @Ids AND d.organisation_id = @Organisation
        ORDER BY d.frame_id, d.score
        """;

    internal static async Task<IReadOnlyList<ClusterCard>> LoadAsync(
        DbSession session, Annotator who, IReadOnlyCollection<long> ids, IObjectStore objects)
    {
        if (ids.Count == 0)
        {
            return [];
        }
        var arguments = new { Ids = ids, who.Organisation };
        var clusters = await session.QueryAsync<OfferedCluster>(Clusters, arguments);
        var boxes = (await session.QueryAsync<OfferedBox>(Boxes, arguments)).ToLookup(b => b.FrameId, b => b.Card);
        var frames = (await session.QueryAsync<OfferedFrame>(Frames, arguments))
            .ToLookup(f => f.ClusterId, f => f.Card(objects, ViewingTime, [.. boxes[f.Id]]));
        var decisions = await StandingDecision.OfAsync(
            session, who, [.. clusters.Select(c => c.DecisionId).OfType<long>()]);
        return [.. clusters.Select(c => c.Card(
            [.. frames[c.Id]], c.DecisionId is { } id ? decisions.GetValueOrDefault(id) : null))];
    }
}
