using TrapTagger.Testing;

namespace TrapTagger.Annotation.Tests;

public sealed class KeepingAndLosingLeases : IAsyncDisposable
{
    private readonly TestClock _clock = new();
    private readonly SiteUnderTest _site;

    public KeepingAndLosingLeases() => _site = new(_clock);

    [Fact]
    public async Task a_closed_browser_s_clusters_are_back_within_two_minutes()
    {
        var scene = await _site.HasClusters(new SiteScene("North", 10));
        var (_, left) = await Sits("Ann", scene);
        var (ben, nothing) = await Sits("Ben", scene);
        Assert.Empty(nothing.Clusters);

        _clock.Advance(TimeSpan.FromSeconds(120));

        Assert.Equal(left.Ids.Order(), (await ben.Leases()).Ids.Order());
    }

    [Fact]
    public async Task a_heartbeat_keeps_them_for_as_long_as_somebody_sits_there()
    {
        var scene = await _site.HasClusters(new SiteScene("North", 10));
        var (ann, leased) = await Sits("Ann", scene);
        var (ben, _) = await Sits("Ben", scene);

        for (var minute = 0; minute < 10; minute++)
        {
            _clock.Advance(TimeSpan.FromSeconds(60));
            Assert.Equal(leased.Ids.Order(), (await ann.Beats()).Held.Order());
            Assert.Empty((await ben.Leases()).Clusters);
        }
    }

    [Fact]
    public async Task a_page_that_slept_is_told_what_it_still_has()
    {
        var scene = await _site.HasClusters(new SiteScene("North", 13));
        var (ann, slept) = await Sits("Ann", scene);
        _clock.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal(slept.Ids.Order(), (await ann.Beats()).Held.Order());

        _clock.Advance(TimeSpan.FromMinutes(10));
        var (_, taken) = await Sits("Ben", scene);

        Assert.Equal(slept.Ids.Order(), taken.Ids.Order());
        Assert.Empty((await ann.Beats()).Held);
    }

    [Fact]
    public async Task leaving_the_page_frees_its_clusters_at_once_but_those_of_unsent_decisions()
    {
        var scene = await _site.HasClusters(new SiteScene("North", 10));
        var (ann, leased) = await Sits("Ann", scene);
        var (ben, _) = await Sits("Ben", scene);

        await ann.Leaves(keep: leased.Ids[3]);

        Assert.Equal(leased.Ids.Where(id => id != leased.Ids[3]).Order(), (await ben.Leases()).Ids.Order());
    }

    [Fact]
    public async Task the_page_opened_last_has_everything_and_the_older_one_is_told()
    {
        var scene = await _site.HasClusters(new SiteScene("North", 30));
        var visitor = await _site.SignedIn("Ann");
        var (old, leased) = await LabellingPage.OpenedBy(visitor, scene.Set);

        var (_, moved) = await LabellingPage.OpenedBy(visitor, scene.Set);

        Assert.Equal(leased.Ids, moved.Ids);
        var told = await old.Beats();
        Assert.True(told.Elsewhere);
        Assert.Empty(told.Held);
        var refused = await old.Leases();
        Assert.True(refused.Elsewhere);
        Assert.Empty(refused.Clusters);
        Assert.Equal(leased.Ids, (await old.Leases(opening: true)).Ids);
    }

    [Fact]
    public async Task nobody_gathers_more_than_their_share_by_opening_pages()
    {
        var scene = await _site.HasClusters(new SiteScene("North", 50));
        var visitor = await _site.SignedIn("Ann");
        for (var i = 0; i < 4; i++)
        {
            await LabellingPage.OpenedBy(visitor, scene.Set);
        }

        Assert.Equal(10, await _site.Rows.Ask<long>("SELECT count(*) FROM lease"));
    }

    [Fact]
    public async Task a_page_can_t_free_somebody_else_s_clusters()
    {
        var scene = await _site.HasClusters(new SiteScene("North", 10));
        var (ann, leased) = await Sits("Ann", scene);
        var ben = await _site.SignedIn("Ben");
        await ben.Opens($"/annotate/{scene.Set}");

        await ben.Sends(HttpMethod.Delete, $"/annotate/{scene.Set}/leases/{ann.Batch}");

        Assert.Equal(leased.Ids.Order(), (await ann.Beats()).Held.Order());
    }

    private async Task<(LabellingPage Page, Wire.Leased Leased)> Sits(string name, LabellingScene scene) =>
        await LabellingPage.OpenedBy(await _site.SignedIn(name), scene.Set);

    public ValueTask DisposeAsync() => _site.DisposeAsync();
}
