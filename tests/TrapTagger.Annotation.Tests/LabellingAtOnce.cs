using System.Collections.Concurrent;
using System.Net;
using TrapTagger.Testing;

namespace TrapTagger.Annotation.Tests;

public sealed class LabellingAtOnce : IAsyncDisposable
{
    private readonly SiteUnderTest _site = new();

    [Fact]
    public async Task eight_people_label_a_survey_and_every_cluster_was_with_one_of_them()
    {
        var scene = await _site.HasClusters(
            new SiteScene("North", 90, Empty: 20), new SiteScene("South", 60), new SiteScene("West", 1));
        var held = new ConcurrentDictionary<long, string>();
        var visitors = new List<(string Name, Visitor Visitor)>();
        foreach (var name in (string[])["Ann", "Ben", "Cleo", "Dan", "Eve", "Finn", "Gus", "Hal"])
        {
            visitors.Add((name, await _site.SignedIn(name)));
        }

        await Task.WhenAll(visitors.Select(v => Task.Run(() => WorksUntilDone(v.Name, v.Visitor, scene, held))));

        Assert.Equal(171, held.Count);
        Assert.Equal(171, await _site.Rows.Ask<long>("SELECT count(*) FROM decision"));
        Assert.Equal(171, await _site.Rows.Ask<long>("SELECT clusters_decided FROM annotation_set"));
        Assert.Equal(171, await _site.Rows.Ask<long>("SELECT sum(clusters) FROM label"));
        Assert.Equal(0, await _site.Rows.Ask<long>("SELECT count(*) FROM lease"));
    }

    [Fact]
    public async Task of_two_that_race_for_one_cluster_one_wins_and_the_other_is_told_who()
    {
        var scene = await _site.HasClusters(new SiteScene("North", 5));
        var ann = await LabellingPage.Of(await _site.SignedIn("Ann"), scene.Set);
        var ben = await LabellingPage.Of(await _site.SignedIn("Ben"), scene.Set);
        var clusters = (await ann.Leases()).Ids;
        await ann.Leaves();

        foreach (var cluster in clusters)
        {
            var answers = await Task.WhenAll(
                Task.Run(() => ann.Labels(cluster, scene.Labels["Jaguar"])),
                Task.Run(() => ben.Labels(cluster, scene.Labels["Paca"])));

            Assert.Equal([HttpStatusCode.OK, HttpStatusCode.Conflict], answers.Select(a => a.Status).Order());
            var winner = answers[0].Status == HttpStatusCode.OK ? ("Ann", "Jaguar") : ("Ben", "Paca");
            Assert.Equal(
                $"{winner.Item1} labelled this cluster {winner.Item2} in the meantime.",
                answers.Single(a => a.Refused is not null).Refused!.Detail);
        }
        Assert.Equal(5, await _site.Rows.Ask<long>("SELECT count(*) FROM decision"));
    }

    private static async Task WorksUntilDone(
        string name, Visitor visitor, LabellingScene scene, ConcurrentDictionary<long, string> held)
    {
        var (page, leased) = await LabellingPage.OpenedBy(visitor, scene.Set);
        while (leased.Clusters.Count > 0)
        {
            foreach (var cluster in leased.Ids)
            {
                Assert.True(held.TryAdd(cluster, name), $"{held[cluster]} has {cluster}, and {name} got it too.");
                Assert.Equal(HttpStatusCode.OK, (await page.Labels(cluster, scene.Labels["Jaguar"])).Status);
            }
            leased = await page.Leases();
        }
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();
}
