using TrapTagger.Testing;

namespace TrapTagger.Annotation.Tests;

public sealed class LeasingClusters : IAsyncDisposable
{
    private readonly TestClock _clock = new();
    private readonly SiteUnderTest _site;

    public LeasingClusters() => _site = new(_clock);

    [Fact]
    public async Task ten_come_at_a_time_and_in_the_order_of_the_camera_s_clock()
    {
        var (page, first) = await Sits("Ann", await _site.HasClusters(new SiteScene("North", 12)));

        Assert.Equal(10, first.Clusters.Count);
        var times = first.Clusters.Select(c => c.Frames[0].TakenAt).ToList();
        Assert.Equal(times.Order(), times);
        Assert.Empty((await page.Leases(holding: first.Ids)).Clusters);
    }

    [Fact]
    public async Task a_decided_cluster_makes_room_for_another()
    {
        var scene = await _site.HasClusters(new SiteScene("North", 12));
        var (page, first) = await Sits("Ann", scene);
        await page.Labels(first.Ids[0], scene.Labels["Jaguar"]);

        var more = await page.Leases(holding: first.Ids);

        Assert.Single(more.Clusters);
        Assert.DoesNotContain(more.Ids[0], first.Ids);
    }

    [Fact]
    public async Task two_people_never_hold_the_same_cluster()
    {
        var scene = await _site.HasClusters(new SiteScene("North", 15));

        var ann = await Sits("Ann", scene);
        var ben = await Sits("Ben", scene);

        Assert.Equal(10, ann.Leased.Clusters.Count);
        Assert.Equal(5, ben.Leased.Clusters.Count);
        Assert.Empty(ann.Leased.Ids.Intersect(ben.Leased.Ids));
        Assert.Equal(10, ben.Leased.Progress.WithOthers);
    }

    [Fact]
    public async Task a_newcomer_goes_to_the_site_with_the_fewest_people()
    {
        var scene = await _site.HasClusters(new SiteScene("North", 40), new SiteScene("South", 40));

        var sites = new List<string>();
        foreach (var name in (string[])["Ann", "Ben", "Cleo", "Dan"])
        {
            sites.Add(Assert.Single((await Sits(name, scene)).Leased.Clusters.Select(c => c.Site).Distinct()));
        }

        Assert.Equal(["North", "South", "North", "South"], sites);
    }

    [Fact]
    public async Task people_stay_on_their_site_while_it_lasts_and_then_go_on()
    {
        var scene = await _site.HasClusters(new SiteScene("North", 13), new SiteScene("South", 40));
        var (page, leased) = await Sits("Ann", scene);
        await Sits("Ben", scene);
        foreach (var cluster in leased.Ids)
        {
            await page.Labels(cluster, scene.Labels["Paca"]);
        }

        var more = await page.Leases();

        Assert.Equal(
            [.. Enumerable.Repeat("North", 3), .. Enumerable.Repeat("South", 7)], more.Clusters.Select(c => c.Site));
    }

    [Fact]
    public async Task what_seems_empty_comes_last_of_all_even_from_another_site()
    {
        var scene = await _site.HasClusters(new SiteScene("North", 2, Empty: 3), new SiteScene("South", 2));

        var (_, leased) = await Sits("Ann", scene);

        Assert.Equal(
            ["North", "North", "South", "South", "North", "North", "North"], leased.Clusters.Select(c => c.Site));
        Assert.Equal([false, false, false, false, true, true, true], leased.Clusters.Select(c => c.IsEmpty));
    }

    [Fact]
    public async Task what_was_skipped_comes_round_after_the_rest_and_before_the_empty()
    {
        var scene = await _site.HasClusters(new SiteScene("North", 12, Empty: 1));
        var (page, leased) = await Sits("Ann", scene);
        var skipped = leased.Ids[0];
        await page.Skips(skipped);

        var more = await page.Leases(holding: leased.Ids.Skip(1));
        Assert.DoesNotContain(skipped, more.Ids);
        foreach (var cluster in leased.Ids.Skip(1).Concat(more.Ids))
        {
            await page.Labels(cluster, scene.Labels["Jaguar"]);
        }

        var last = await page.Leases();
        Assert.Equal([0, 1, 0], last.Clusters.Select(c => c.Skips));
        Assert.Equal([false, false, true], last.Clusters.Select(c => c.IsEmpty));
        Assert.Equal(skipped, last.Ids[1]);
    }

    [Fact]
    public async Task an_answer_that_got_lost_is_told_again()
    {
        var scene = await _site.HasClusters(new SiteScene("North", 20));
        var (page, lost) = await Sits("Ann", scene);

        var again = await page.Leases(holding: []);

        Assert.Equal(lost.Ids, again.Ids);
    }

    private async Task<(LabellingPage Page, Wire.Leased Leased)> Sits(string name, LabellingScene scene) =>
        await LabellingPage.OpenedBy(await _site.SignedIn(name), scene.Set);

    public ValueTask DisposeAsync() => _site.DisposeAsync();
}
