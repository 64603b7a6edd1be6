using TrapTagger.Testing;

namespace TrapTagger.Admin.Tests;

/// <summary>
/// Two web processes of one site: what is decided in one shows in a browser that follows the other. That one's clock
/// never comes to the look that a page takes now and then, so that what shows has come by a signal, or, while Redis is
/// gone, by the looks that it takes often.
/// </summary>
public sealed class FollowingAcrossProcesses
{
    [Fact]
    public async Task a_change_shows_at_once_with_redis_soon_without_it_and_at_once_again_when_it_is_back()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var site = new SiteUnderTest(redis: redis.Address);
        await using var beside = site.Beside(new ImpatientClock());
        await site.HasWorker("jaguar");
        foreach (var survey in Enumerable.Range(1, 5))
        {
            await site.HasParked(1, subject: $"survey/{survey}");
        }
        var sam = await site.SignedInAsSiteAdministrator();
        var sue = await beside.SignedInAsSiteAdministrator("Sue");
        await RedisIs("Well", sam, sue);
        await using var seen = await LiveStream.OpenAsync(sue, "/admin/jobs/live");
        await seen.Shows("5 pieces of work stopped");

        await Retries(sam, "survey 1");
        await seen.Shows("4 pieces of work stopped");

        await redis.Stop();
        await RedisIs("Impaired", sam, sue);
        await Retries(sam, "survey 2");
        await seen.Shows("3 pieces of work stopped");

        await redis.Start();
        await RedisIs("Well", sam, sue);
        // The first of the two may still be seen by a look.
        await Retries(sam, "survey 3");
        await seen.Shows("2 pieces of work stopped");
        await Retries(sam, "survey 4");
        await seen.Shows("1 piece of work stopped");
    }

    private static async Task Retries(Visitor sam, string about) => await sam.Submits(
        (await sam.Opens("/admin/jobs")).Form($"form[action$='/retry']:has([aria-label$='{about}'])"));

    private static async Task RedisIs(string state, params Visitor[] visitors)
    {
        foreach (var visitor in visitors)
        {
            await Eventually.Is(() => visitor.Opens("/admin"), seen => seen.Html.QuerySelectorAll(".health-part")
                .Any(part => part.TextContent.Contains("Redis at", StringComparison.Ordinal)
                    && part.QuerySelector(".state")!.TextContent == state));
        }
    }
}
