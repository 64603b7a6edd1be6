using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using TrapTagger.Platform;
using TrapTagger.Platform.Data;
using TrapTagger.Testing;

namespace TrapTagger.Annotation.Tests.Clustering;

/// <summary>Frames of a second card come in while those of the first are clustered.</summary>
public sealed class ClusteringDuringAnUpload : IAsyncDisposable
{
    private readonly SiteUnderTest _site = new();
    private readonly ServiceProvider _module;

    public ClusteringDuringAnUpload() => _module = new ServiceCollection()
        .AddLogging()
        .AddPlatform(new ConfigurationBuilder().AddInMemoryCollection(_site.Settings!).Build())
        .AddAnnotation()
        .BuildServiceProvider();

    private static ILookup<long, RatedBox> NoBoxes => Array.Empty<RatedBox>().ToLookup(_ => 0L);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task a_frame_that_was_not_looked_at_yet_is_not_taken_for_an_empty_one()
    {
        var (scene, waterhole) = await HasTwoClusters();
        await HasNewFrame(scene, waterhole, "00:20:00");
        await HasNewFrame(scene, waterhole, "00:20:01");

        await Job<ClusterSiteJob>().RunAsync(waterhole, Ct);
        Assert.Equal(["1 frames, empty 0", "1 frames, empty 0"], await Clusters(scene));

        await LooksAtOne(scene);
        await Job<ClusterSiteJob>().RunAsync(waterhole, Ct);
        Assert.Equal(["1 frames, empty 0", "1 frames, empty 0", "1 frames, empty 0"], await Clusters(scene));

        await LooksAtOne(scene);
        await Job<ClusterSiteJob>().RunAsync(waterhole, Ct);
        Assert.Equal(["1 frames, empty 0", "1 frames, empty 0", "2 frames, empty 0"], await Clusters(scene));
    }

    [Fact]
    public async Task a_site_is_taken_up_once_a_new_frame_of_it_was_looked_at()
    {
        const string asked = "SELECT count(*) FROM job WHERE kind = 'cluster-site'";
        var (scene, waterhole) = await HasTwoClusters();
        await HasNewFrame(scene, waterhole, "00:20:00");

        await Job<ClusterSurveyJob>().RunAsync(new(scene.Survey, scene.Organisation), Ct);
        Assert.Equal(0, await _site.Rows.Ask<int>(asked));

        await LooksAtOne(scene);
        await Job<ClusterSurveyJob>().RunAsync(new(scene.Survey, scene.Organisation), Ct);
        Assert.Equal(1, await _site.Rows.Ask<int>(asked));
    }

    [Fact]
    public async Task a_cluster_that_somebody_takes_meanwhile_is_left_to_them()
    {
        var (scene, waterhole) = await HasTwoClusters();
        await HasNewFrame(scene, waterhole, "00:00:10");
        await LooksAtOne(scene);
        var job = Job<ClusterSiteJob>();
        var read = await Read(waterhole);
        await LabellingPage.OpenedBy(await _site.SignedIn(), scene.Set);

        Assert.False(await job.WriteAsync(waterhole, read, Ct));
        Assert.Equal(["1 frames, empty 0", "1 frames, empty 0"], await Clusters(scene));

        await job.RunAsync(waterhole, Ct);
        Assert.Equal(["1 frames, empty 0", "1 frames, empty 0", "1 frames, empty 0"], await Clusters(scene));
    }

    [Fact]
    public async Task two_workers_cluster_a_frame_once()
    {
        var (scene, waterhole) = await HasTwoClusters();
        await HasNewFrame(scene, waterhole, "00:20:00");
        await LooksAtOne(scene);
        var read = new SiteFrames([.. (await Read(waterhole)).Frames.Where(f => f.ClusterId is null)], NoBoxes);

        Assert.True(await Job<ClusterSiteJob>().WriteAsync(waterhole, read, Ct));
        Assert.False(await Job<ClusterSiteJob>().WriteAsync(waterhole, read, Ct));
        Assert.Equal("3 of 3", await _site.Rows.Ask<string>(
            "SELECT clusters || ' of ' || frames FROM annotation_set WHERE id = @Set", new { scene.Set }));
    }

    public async ValueTask DisposeAsync()
    {
        await _module.DisposeAsync();
        await _site.DisposeAsync();
    }

    private async Task<(LabellingScene, ClusterSite)> HasTwoClusters()
    {
        var scene = await _site.HasClusters(new SiteScene("Waterhole", Clusters: 2));
        var site = await _site.Rows.Ask<long>("SELECT id FROM site WHERE survey_id = @Survey", new { scene.Survey });
        return (scene, new(scene.Set, scene.Survey, scene.Organisation, site));
    }

    private Task HasNewFrame(LabellingScene scene, ClusterSite site, string at) => _site.Rows.HasFrame(
        scene.Survey, camera: site.Site, $"Waterhole/A/{at}.JPG", $"2024-05-01 {at}.000000");

    /// <summary>The detector looks at the oldest frame that it has not seen, and finds something on it.</summary>
    private Task LooksAtOne(LabellingScene scene) => _site.Rows.Run(
        """
        INSERT INTO detected_frame (frame_id, survey_id, run_id)
        SELECT f.id, f.survey_id, (SELECT id FROM detector_run WHERE survey_id = @Survey) FROM frame f
        WHERE f.survey_id = @Survey AND f.id NOT IN (SELECT frame_id FROM detected_frame)
        ORDER BY f.taken_at LIMIT 1;
        INSERT INTO detection (id, organisation_id, survey_id, run_id, model_id, frame_id, category, score, box_left,
            box_top, box_width, box_height)
        SELECT d.frame_id, @Organisation, @Survey, d.run_id, 1, d.frame_id, 1, 0.9, 0.4, 0.4, 0.2, 0.2
        FROM detected_frame d
        WHERE d.survey_id = @Survey AND d.frame_id NOT IN (SELECT frame_id FROM detection);
        """, new { scene.Survey, scene.Organisation });

    private Task<IReadOnlyList<string>> Clusters(LabellingScene scene) => _site.Rows.Rows<string>(
        """
        SELECT frames || ' frames, empty ' || is_empty FROM cluster
        WHERE annotation_set_id = @Set ORDER BY first_at
        """, new { scene.Set });

    private Task<SiteFrames> Read(ClusterSite site) =>
        SiteFrames.ReadAsync(_module.GetRequiredService<Db>(), site, TimeProvider.System.GetUtcNow(), Ct);

    private TJob Job<TJob>() => ActivatorUtilities.CreateInstance<TJob>(_module);
}
