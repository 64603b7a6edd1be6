using System.Globalization;

namespace TrapTagger.Testing;

/// <summary>A cluster as a test tells it: what is on its frames, two seconds apart, and what it was labelled.</summary>
/// <param name="At">When its first frame was taken, as "2024-05-03 18:42:10"; null for files without a time.</param>
/// <param name="Animals">The animals boxed on each of its frames: as many numbers as frames.</param>
/// <param name="Labels">None while nobody has decided it.</param>
public sealed record ClusterScene(string Site, string? At, int[] Animals, params string[] Labels)
{
    /// <summary>The camera of each frame; the last one goes on.</summary>
    public string[] Cameras { get; init; } = ["A"];

    public string Annotator { get; init; } = "Ann";
}

/// <param name="Clusters">In the order in which they were told.</param>
public sealed record ResultScene(
    long Organisation, long Survey, long Set, IReadOnlyDictionary<string, long> Labels, IReadOnlyList<long> Clusters);

/// <summary>Sets scenes of surveys that were looked at, for tests about what is made of them.</summary>
public static class ResultScenes
{
    private static readonly Dictionary<string, string> BuiltIn = new()
    {
        ["Nothing"] = "nothing",
        ["Unknown"] = "unknown",
        ["Vehicles/Humans/Livestock"] = "people",
        ["Knocked Down"] = "knocked_down",
    };

    /// <summary>A survey of the signed-in people's organisation, with one annotation set.</summary>
    public static async Task<ResultScene> HasResults(
        this SiteRows rows, string survey, IEnumerable<ClusterScene> clusters, string organisation = "Wild Test")
    {
        var told = clusters.ToList();
        var frames = told.Sum(c => c.Animals.Length);
        var (_, home, _) = await rows.HasPerson($"Owner {SiteRows.NextId()}", organisation);
        var scene = new { home, survey = SiteRows.NextId(), run = SiteRows.NextId(), name = survey, frames };
        await rows.Run(ResultSceneSql.Survey, scene);
        return await rows.HasSet(
            new(home, scene.survey, 0, new Dictionary<string, long>(), []), "Species", told, scene.run);
    }

    /// <summary>One more set over a survey, of clusters of its own.</summary>
    public static Task<ResultScene> HasSet(
        this SiteRows rows, ResultScene of, string name, params ClusterScene[] clusters) =>
        rows.HasSet(of, name, clusters, SiteRows.NextId());

    public static Task Places(
        this SiteRows rows, ResultScene scene, string site, double latitude, double longitude) => rows.Run(
        "UPDATE site SET latitude = @latitude, longitude = @longitude WHERE survey_id = @Survey AND name = @site",
        new { scene.Survey, site, latitude, longitude });

    private static async Task<ResultScene> HasSet(
        this SiteRows rows, ResultScene of, string name, IReadOnlyList<ClusterScene> told, long run)
    {
        var (home, survey, set) = (of.Organisation, of.Survey, SiteRows.NextId());
        await rows.Run(ResultSceneSql.Set, new
        {
            home, survey, set, run, name, clusters = told.Count,
            frames = told.Sum(c => c.Animals.Length), decided = told.Count(c => c.Labels.Length > 0),
        });
        var labels = await rows.HasLabels(home, set, told.SelectMany(c => c.Labels).Distinct());
        var ids = new List<long>();
        foreach (var cluster in told)
        {
            ids.Add(await rows.HasCluster(new(home, survey, set, labels, []), run, cluster));
        }
        return new(home, survey, set, labels, ids);
    }

    private static async Task<IReadOnlyDictionary<string, long>> HasLabels(
        this SiteRows rows, long home, long set, IEnumerable<string> names)
    {
        var ids = new Dictionary<string, long>();
        foreach (var name in names)
        {
            ids[name] = SiteRows.NextId();
            await rows.Run(ResultSceneSql.Label, new
            {
                id = ids[name], home, set, name, kind = BuiltIn.GetValueOrDefault(name, "species"),
                key = ((char)('a' + ids.Count)).ToString(), hue = ids.Count % 12 + 1,
            });
        }
        return ids;
    }

    private static async Task<long> HasCluster(this SiteRows rows, ResultScene scene, long run, ClusterScene told)
    {
        var (home, survey, set) = (scene.Organisation, scene.Survey, scene.Set);
        var (cluster, frames) = (SiteRows.NextId(), told.Animals.Select(_ => SiteRows.NextId()).ToList());
        var site = await rows.HasSite(home, survey, told.Site);
        await rows.Run(ResultSceneSql.Cluster, new
        {
            home, survey, set, site, cluster,
            first = At(told, 0), last = At(told, frames.Count - 1), frames = frames.Count,
            best = frames[0], isEmpty = told.Animals.All(a => a == 0), isOpen = told.Labels.Length == 0,
        });
        foreach (var (index, frame) in frames.Index())
        {
            var name = told.Cameras[Math.Min(index, told.Cameras.Length - 1)];
            var camera = await rows.HasCamera(home, survey, site, name);
            await rows.Run(ResultSceneSql.Frame, new
            {
                home, survey, set, run, site, camera, cluster, frame, index, animals = told.Animals[index],
                path = $"{told.Site}/{name}/{frame}.JPG", at = At(told, index), first = SiteRows.NextId() * 1000,
            });
        }
        if (told.Labels.Length > 0)
        {
            await rows.Decides(scene, cluster, told);
        }
        return cluster;
    }

    private static async Task Decides(this SiteRows rows, ResultScene scene, long cluster, ClusterScene told)
    {
        var (person, decision) = (SiteRows.NextId(), SiteRows.NextId());
        await rows.Run(ResultSceneSql.Decision, new
        {
            home = scene.Organisation, set = scene.Set, cluster, decision, person, name = told.Annotator,
            key = decision.ToString("D32", CultureInfo.InvariantCulture),
        });
        foreach (var label in told.Labels.Select(l => scene.Labels[l]))
        {
            await rows.Run("INSERT INTO decision_label VALUES (@decision, @label)", new { decision, label });
        }
    }

    /// <summary>The site of this name, made where it is missing.</summary>
    private static async Task<long> HasSite(this SiteRows rows, long home, long survey, string name)
    {
        await rows.Run(ResultSceneSql.Site, new { id = SiteRows.NextId(), home, survey, name });
        return await rows.Ask<long>(
            "SELECT id FROM site WHERE survey_id = @survey AND name = @name", new { survey, name });
    }

    private static async Task<long> HasCamera(this SiteRows rows, long home, long survey, long site, string name)
    {
        await rows.Run(ResultSceneSql.Camera, new { id = SiteRows.NextId(), home, survey, site, name });
        return await rows.Ask<long>("SELECT id FROM camera WHERE site_id = @site AND name = @name", new { site, name });
    }

    private static string? At(ClusterScene told, int frame) => told.At is null ? null : DateTime
        .Parse(told.At, CultureInfo.InvariantCulture).AddSeconds(2 * frame)
        .ToString("yyyy-MM-dd HH:mm:ss.ffffff", CultureInfo.InvariantCulture);
}
