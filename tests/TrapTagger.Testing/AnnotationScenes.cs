namespace TrapTagger.Testing;

/// <summary>A site of a survey with clusters to label, five minutes apart.</summary>
/// <param name="Clusters">Those that hold something.</param>
/// <param name="Empty">Those, later than the others, in which every box is below the threshold.</param>
/// <param name="Frames">Frames a cluster, a second apart, each with two boxes.</param>
public sealed record SiteScene(string Name, int Clusters, int Empty = 0, int Frames = 1);

/// <param name="Labels">The set's labels by name: the built-in ones, Jaguar and Paca.</param>
public sealed record LabellingScene(
    long Organisation, long Survey, long Set, IReadOnlyDictionary<string, long> Labels);

/// <summary>Sets scenes of labelling, with as many rows as a large survey has where a test asks for them.</summary>
public static class AnnotationScenes
{
    private static readonly (string Name, string Key, string Kind)[] Labels =
    [
        ("Nothing", "n", "nothing"), ("Unknown", "u", "unknown"), ("Vehicles/Humans/Livestock", "v", "people"),
        ("Knocked Down", "q", "knocked_down"), ("Jaguar", "1", "species"), ("Paca", "2", "species"),
    ];

    public static Task<LabellingScene> HasClusters(this SiteUnderTest site, params SiteScene[] sites) =>
        site.Rows.HasClusters("Wild Test", sites);

    public static async Task<LabellingScene> HasClusters(
        this SiteRows rows, string organisation, params SiteScene[] sites)
    {
        var folder = organisation.ToLowerInvariant().Replace(' ', '-');
        await rows.Run(
            """
            INSERT OR IGNORE INTO organisation (id, name, folder, created_at)
            VALUES (@id, @organisation, @folder, '2026-01-01')
            """,
            new { id = SiteRows.NextId(), organisation, folder });
        var home = await rows.Ask<long>("SELECT id FROM organisation WHERE name = @organisation", new { organisation });
        var survey = await rows.HasSurvey($"Survey {SiteRows.NextId()}", organisation);
        var (set, run) = (SiteRows.NextId(), SiteRows.NextId());
        var scene = new { home, survey, set, run };
        await rows.Run(AnnotationSceneSql.Set, scene);
        await rows.Run(AnnotationSceneSql.Detector, scene);
        foreach (var site in sites)
        {
            await rows.Run(AnnotationSceneSql.Site, new
            {
                home, survey, set, run, site.Name, site.Frames, filled = site.Clusters,
                clusters = site.Clusters + site.Empty, site = SiteRows.NextId(),
                // A range of its own for each kind of row; none meets the blocks that the site hands out.
                first = SiteRows.NextId() * 1_000_000,
            });
        }
        return new(home, survey, set, await HasLabels(rows, home, set));
    }

    private static async Task<IReadOnlyDictionary<string, long>> HasLabels(SiteRows rows, long home, long set)
    {
        var ids = new Dictionary<string, long>();
        foreach (var (name, key, kind) in Labels)
        {
            var id = ids[name] = SiteRows.NextId();
            await rows.Run(
                """
                INSERT INTO label (id, organisation_id, annotation_set_id, name, name_key, hotkey, kind, hue, clusters)
                VALUES (@id, @home, @set, @name, lower(@name), @key, @kind, @hue, 0)
                """,
                new { id, home, set, name, key, kind, hue = ids.Count });
        }
        return ids;
    }
}
