using System.Net;
using TrapTagger.Testing;

namespace TrapTagger.Annotation.Tests;

public sealed class UndoingDecisions : IAsyncDisposable
{
    private readonly TestClock _clock = new();
    private readonly SiteUnderTest _site;

    public UndoingDecisions() => _site = new(_clock);

    [Fact]
    public async Task the_cluster_is_back_on_the_page_and_open()
    {
        var (scene, page, clusters) = await AnnSits(3);
        var key = await Labels(page, clusters[0], scene.Labels["Jaguar"]);

        var undone = await page.Undoes(key);

        Assert.Equal(clusters[0], undone.Body?.Cluster.Id);
        Assert.Null(undone.Body?.Cluster.Decision);
        Assert.Equal(0, undone.Body?.Progress.Decided);
        Assert.Contains(clusters[0], (await page.Beats()).Held);
        Assert.Equal(0, (await page.Beats()).Labels.Sum(l => l.Clusters));
        Assert.Equal(HttpStatusCode.OK, (await page.Labels(clusters[0], scene.Labels["Paca"])).Status);
    }

    [Fact]
    public async Task a_chain_of_many_steps_leads_back_to_the_beginning()
    {
        var (scene, page, first) = await AnnSits(60);
        var keys = new Stack<Guid>();
        for (var leased = first; leased.Count > 0; leased = (await page.Leases()).Ids)
        {
            foreach (var cluster in leased)
            {
                keys.Push(await Labels(page, cluster, scene.Labels[keys.Count % 2 == 0 ? "Jaguar" : "Nothing"]));
            }
        }
        Assert.Equal(60, keys.Count);
        Assert.Equal(60, await _site.Rows.Ask<long>("SELECT clusters_decided FROM annotation_set"));

        foreach (var key in keys)
        {
            Assert.Equal(HttpStatusCode.OK, (await page.Undoes(key)).Status);
        }

        Assert.Equal(0, await _site.Rows.Ask<long>("SELECT clusters_decided FROM annotation_set"));
        Assert.Equal(0, await _site.Rows.Ask<long>("SELECT sum(clusters) FROM label"));
        Assert.Equal(60, await _site.Rows.Ask<long>("SELECT count(*) FROM cluster WHERE is_open = 1"));
        Assert.Equal(120, await _site.Rows.Ask<long>("SELECT count(*) FROM decision"));
        Assert.Empty(await page.History());
    }

    [Fact]
    public async Task what_held_before_holds_again()
    {
        var (scene, ann, clusters) = await AnnSits(1);
        await Labels(ann, clusters[0], scene.Labels["Jaguar"]);
        var ben = await LabellingPage.Of(await _site.SignedIn("Ben"), scene.Set);
        var refused = await ben.Labels(clusters[0], scene.Labels["Paca"]);
        var replacing = new Wire.Decided
        {
            Cluster = clusters[0], Labels = [scene.Labels["Paca"]], Replaces = refused.Refused!.Decision!.Id,
        };
        await ben.Decides(replacing);

        var undone = await ben.Undoes(replacing.Key);

        Assert.Equal("Ann", undone.Body?.Cluster.Decision?.Person);
        Assert.Equal(["Jaguar"], undone.Body!.Cluster.Decision!.Labels);
        Assert.Equal(1, undone.Body.Progress.Decided);
        Assert.Equal(["Jaguar"], (await ben.Beats()).Labels.Where(l => l.Clusters == 1).Select(l => l.Name));
    }

    [Fact]
    public async Task a_decision_that_somebody_replaced_since_stays_theirs()
    {
        var (scene, ann, clusters) = await AnnSits(1);
        var key = await Labels(ann, clusters[0], scene.Labels["Jaguar"]);
        var ben = await LabellingPage.Of(await _site.SignedIn("Ben"), scene.Set);
        var refused = await ben.Labels(clusters[0], scene.Labels["Paca"]);
        await ben.Decides(new()
        {
            Cluster = clusters[0], Labels = [scene.Labels["Paca"]], Replaces = refused.Refused!.Decision!.Id,
        });

        var undone = await ann.Undoes(key);

        Assert.Equal(HttpStatusCode.Conflict, undone.Status);
        Assert.Equal("Ben labelled this cluster Paca in the meantime.", undone.Refused?.Detail);
        Assert.Equal(2, await _site.Rows.Ask<long>("SELECT count(*) FROM decision"));
    }

    [Fact]
    public async Task a_skip_is_taken_back_once_and_not_when_somebody_took_the_cluster()
    {
        var (scene, ann, clusters) = await AnnSits(1);
        var first = new Wire.Decided { Cluster = clusters[0], Kind = "skip" };
        await ann.Decides(first);
        Assert.Equal(HttpStatusCode.OK, (await ann.Undoes(first.Key)).Status);
        Assert.Equal(0, await _site.Rows.Ask<long>("SELECT skips FROM cluster"));
        Assert.Equal(HttpStatusCode.Conflict, (await ann.Undoes(first.Key)).Status);

        var second = new Wire.Decided { Cluster = clusters[0], Kind = "skip" };
        await ann.Decides(second);
        await LabellingPage.OpenedBy(await _site.SignedIn("Ben"), scene.Set);

        Assert.Equal(
            "This cluster went to Ben while your page could not be reached.",
            (await ann.Undoes(second.Key)).Refused?.Detail);
        Assert.Equal(1, await _site.Rows.Ask<long>("SELECT skips FROM cluster"));
    }

    [Fact]
    public async Task one_sent_twice_is_one()
    {
        var (scene, page, clusters) = await AnnSits(2);
        await Labels(page, clusters[0], scene.Labels["Jaguar"]);
        var (decision, undo) = (await Labels(page, clusters[1], scene.Labels["Jaguar"]), Guid.NewGuid());

        var answers = new[] { await page.Undoes(decision, undo), await page.Undoes(decision, undo) };

        Assert.All(answers, a => Assert.Equal((HttpStatusCode.OK, clusters[1]), (a.Status, a.Body!.Cluster.Id)));
        Assert.Equal(1, await _site.Rows.Ask<long>("SELECT clusters_decided FROM annotation_set"));
    }

    [Fact]
    public async Task nobody_takes_back_another_s_decision_or_an_undoing()
    {
        var (scene, ann, clusters) = await AnnSits(1);
        var (key, undo) = (await Labels(ann, clusters[0], scene.Labels["Jaguar"]), Guid.NewGuid());
        var ben = await LabellingPage.Of(await _site.SignedIn("Ben"), scene.Set);

        Assert.Equal(HttpStatusCode.NotFound, (await ben.Undoes(key)).Status);
        await ann.Undoes(key, undo);
        Assert.Equal(HttpStatusCode.NotFound, (await ann.Undoes(undo)).Status);
    }

    [Fact]
    public async Task the_history_holds_what_stands_newest_first_and_goes_on_by_key()
    {
        var (scene, page, clusters) = await AnnSits(3);
        foreach (var cluster in clusters)
        {
            _clock.Advance(TimeSpan.FromSeconds(1));
            await Labels(page, cluster, scene.Labels["Paca"]);
        }
        _clock.Advance(TimeSpan.FromSeconds(1));

        var history = await page.History();
        await page.Undoes(history[0].Key);

        Assert.Equal(clusters.Reverse(), history.Select(h => h.Cluster));
        Assert.Equal(clusters.Reverse().Skip(1), (await page.History()).Select(h => h.Cluster));
        Assert.Equal([clusters[0]], (await page.History(before: history[1].Id)).Select(h => h.Cluster));
        Assert.Equal(("North", "Paca"), (history[0].Site, Assert.Single(history[0].Labels)));
    }

    private static async Task<Guid> Labels(LabellingPage page, long cluster, long label)
    {
        var decision = new Wire.Decided { Cluster = cluster, Labels = [label] };
        Assert.Equal(HttpStatusCode.OK, (await page.Decides(decision)).Status);
        return decision.Key;
    }

    private async Task<(LabellingScene Scene, LabellingPage Page, IReadOnlyList<long> Clusters)> AnnSits(int clusters)
    {
        var scene = await _site.HasClusters(new SiteScene("North", clusters));
        var (page, leased) = await LabellingPage.OpenedBy(await _site.SignedIn("Ann"), scene.Set);
        return (scene, page, leased.Ids);
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();
}
