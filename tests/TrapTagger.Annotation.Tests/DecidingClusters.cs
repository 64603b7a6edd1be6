using System.Net;
using TrapTagger.Testing;

namespace TrapTagger.Annotation.Tests;

public sealed class DecidingClusters : IAsyncDisposable
{
    private readonly TestClock _clock = new();
    private readonly SiteUnderTest _site;

    public DecidingClusters() => _site = new(_clock);

    [Fact]
    public async Task a_label_closes_the_cluster_and_counts()
    {
        var (scene, page, clusters) = await AnnSits(3);

        var answer = await page.Labels(clusters[0], scene.Labels["Jaguar"]);

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal(new(3, 1, 0), answer.Body);
        var jaguar = (await page.Beats()).Labels.Single(l => l.Name == "Jaguar");
        Assert.Equal(1, jaguar.Clusters);
        Assert.DoesNotContain(clusters[0], (await page.Leases()).Ids);
    }

    [Fact]
    public async Task two_species_and_a_note_are_kept_with_who_said_so()
    {
        var (scene, page, clusters) = await AnnSits(1);

        await page.Decides(new()
        {
            Cluster = clusters[0], Labels = [scene.Labels["Jaguar"], scene.Labels["Paca"]], Note = " with a cub ",
        });

        Assert.Equal(["Jaguar", "Paca"], await _site.Rows.Rows<string>(
            "SELECT name FROM annotation_cluster_label WHERE cluster_id = @id ORDER BY name",
            new { id = clusters[0] }));
        Assert.Equal("Ann: with a cub", await _site.Rows.Ask<string>(
            """
            SELECT p.name || ': ' || c.note FROM annotation_cluster c JOIN accounts_person p ON p.id = c.person_id
            WHERE c.id = @id AND c.is_open = 0
            """, new { id = clusters[0] }));
    }

    [Theory]
    [InlineData("label")]
    [InlineData("skip")]
    public async Task one_sent_twice_is_one(string kind)
    {
        var (scene, page, clusters) = await AnnSits(2);
        var decision = new Wire.Decided
        {
            Cluster = clusters[0], Kind = kind, Labels = kind == "label" ? [scene.Labels["Paca"]] : [],
        };

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => page.Decides(decision))));

        Assert.All(answers, a => Assert.Equal(HttpStatusCode.OK, a.Status));
        Assert.Equal(1, await _site.Rows.Ask<long>("SELECT count(*) FROM decision"));
        Assert.Equal(
            kind == "label" ? 1 : 0, await _site.Rows.Ask<long>("SELECT clusters_decided FROM annotation_set"));
        Assert.Equal(kind == "skip" ? 1 : 0, await _site.Rows.Ask<long>("SELECT sum(skips) FROM cluster"));
    }

    [Fact]
    public async Task a_lost_lease_is_refused_and_the_newer_decision_shown()
    {
        var (scene, ann, clusters) = await AnnSits(1);
        _clock.Advance(TimeSpan.FromMinutes(3));
        var (ben, _) = await LabellingPage.OpenedBy(await _site.SignedIn("Ben"), scene.Set);

        var held = await ann.Labels(clusters[0], scene.Labels["Jaguar"]);
        await ben.Decides(new() { Cluster = clusters[0], Labels = [scene.Labels["Paca"]], Note = "clear" });
        var late = await ann.Labels(clusters[0], scene.Labels["Jaguar"]);

        Assert.Equal(HttpStatusCode.Conflict, held.Status);
        Assert.Equal("This cluster went to Ben while your page could not be reached.", held.Refused?.Detail);
        Assert.False(held.Refused?.MayReplace);
        Assert.Equal(HttpStatusCode.Conflict, late.Status);
        Assert.Equal("Ben labelled this cluster Paca in the meantime.", late.Refused?.Detail);
        Assert.Equal(("Ben", "clear"), (late.Refused?.Decision?.Person, late.Refused?.Decision?.Note));
        Assert.Equal(["Paca"], late.Refused!.Decision!.Labels);
    }

    [Fact]
    public async Task who_saw_the_newer_decision_may_replace_it_and_the_counts_follow()
    {
        var (scene, ann, clusters) = await AnnSits(1);
        _clock.Advance(TimeSpan.FromMinutes(3));
        var (ben, _) = await LabellingPage.OpenedBy(await _site.SignedIn("Ben"), scene.Set);
        await ben.Labels(clusters[0], scene.Labels["Paca"]);
        var refused = await ann.Labels(clusters[0], scene.Labels["Jaguar"]);

        var answer = await ann.Decides(new()
        {
            Cluster = clusters[0], Labels = [scene.Labels["Jaguar"]], Replaces = refused.Refused!.Decision!.Id,
        });

        Assert.Equal(1, answer.Body?.Decided);
        var labels = (await ann.Beats()).Labels;
        Assert.Equal(1, labels.Single(l => l.Name == "Jaguar").Clusters);
        Assert.Equal(0, labels.Single(l => l.Name == "Paca").Clusters);
        Assert.Equal(2, await _site.Rows.Ask<long>("SELECT count(*) FROM decision"));
    }

    [Fact]
    public async Task decisions_made_without_a_network_count_while_nobody_else_took_the_clusters()
    {
        var (scene, ann, clusters) = await AnnSits(30);
        _clock.Advance(TimeSpan.FromHours(1));
        var elsewhere = await _site.HasClusters(new SiteScene("East", 1));
        await LabellingPage.OpenedBy(await _site.SignedIn("Ben"), elsewhere.Set);

        foreach (var cluster in clusters)
        {
            Assert.Equal(HttpStatusCode.OK, (await ann.Labels(cluster, scene.Labels["Jaguar"])).Status);
        }
    }

    [Fact]
    public async Task a_claim_to_replace_what_is_not_there_does_not_upset_the_counts()
    {
        var (scene, page, clusters) = await AnnSits(2);

        var zero = await page.Decides(new() { Cluster = clusters[0], Labels = [scene.Labels["Paca"]], Replaces = 0 });
        var wrong = await page.Decides(new() { Cluster = clusters[1], Labels = [scene.Labels["Paca"]], Replaces = 12 });

        Assert.Equal(1, zero.Body?.Decided);
        Assert.Equal(HttpStatusCode.Conflict, wrong.Status);
        Assert.Equal("The decision on this cluster was taken back in the meantime.", wrong.Refused?.Detail);
    }

    [Fact]
    public async Task a_key_that_somebody_else_used_is_not_taken_for_theirs()
    {
        var (scene, ann, clusters) = await AnnSits(12);
        var (ben, bens) = await LabellingPage.OpenedBy(await _site.SignedIn("Ben"), scene.Set);
        var key = Guid.NewGuid();
        await ann.Decides(new() { Key = key, Cluster = clusters[0], Labels = [scene.Labels["Paca"]] });

        var answer = await ben.Decides(new() { Key = key, Cluster = bens.Ids[0], Labels = [scene.Labels["Paca"]] });

        Assert.Equal(HttpStatusCode.Conflict, answer.Status);
        Assert.Equal(1, await _site.Rows.Ask<long>("SELECT count(*) FROM decision"));
    }

    private async Task<(LabellingScene Scene, LabellingPage Page, IReadOnlyList<long> Clusters)> AnnSits(int clusters)
    {
        var scene = await _site.HasClusters(new SiteScene("North", clusters));
        var (page, leased) = await LabellingPage.OpenedBy(await _site.SignedIn("Ann"), scene.Set);
        return (scene, page, leased.Ids);
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();
}
