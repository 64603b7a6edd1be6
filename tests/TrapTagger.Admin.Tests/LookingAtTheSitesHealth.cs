using TrapTagger.Testing;

namespace TrapTagger.Admin.Tests;

public sealed class LookingAtTheSitesHealth
{
    [Fact]
    public async Task every_part_has_a_word_and_a_sentence()
    {
        await using var site = new SiteUnderTest(redis: "");
        await site.HasWorker("jaguar");
        var sam = await site.SignedInAsSiteAdministrator();

        var seen = await Eventually.Is(() => sam.Opens("/admin"), seen => Workers(seen).Count == 1);

        Assert.Contains("Well|Database|The database answers.", Parts(seen));
        Assert.Contains(
            "Well|Redis|Not used: this site runs without it, and pages look for changes.", Parts(seen));
        Assert.Contains("Well|Clock|This machine's clock agrees with the database's.", Parts(seen));
        Assert.Contains("Well|Workers|1 worker runs.", Parts(seen));
        Assert.Contains("Well|Work|No work has stopped.", Parts(seen));
    }

    [Fact]
    public async Task a_worker_is_there_while_it_runs_and_gone_without_a_word_when_it_was_killed()
    {
        await using var site = new SiteUnderTest();
        var sam = await site.SignedInAsSiteAdministrator();
        await using (site.StartsWorker())
        {
            await Eventually.Is(() => sam.Opens("/admin"), seen => Workers(seen) is [var worker]
                && worker.StartsWith($"Runs|{Environment.MachineName}|", StringComparison.Ordinal)
                && worker.Contains("|cpu, gpu|", StringComparison.Ordinal));
        }
        await Eventually.Is(() => sam.Opens("/admin"), seen => Workers(seen).Count == 0);

        await site.HasWorker("jaguar", seenAt: "2026-05-03 10:00:00");

        await Eventually.Is(
            () => sam.Opens("/admin"), seen => Workers(seen) is ["Gone|jaguar|42|gpu|3 May 2026 10:00 UTC"]);
    }

    [Fact]
    public async Task clocks_that_disagree_are_named_on_the_page_and_on_the_console()
    {
        var clock = new TestClock();
        clock.Advance(TimeSpan.FromMinutes(20) + TimeSpan.FromSeconds(30));
        await using var site = new SiteUnderTest(clock);
        await site.HasWorker("jaguar", clockAhead: -1230);
        var sam = await site.SignedInAsSiteAdministrator();
        var own = $"The clock of {Environment.MachineName} is 20 minutes ahead of the database's: "
            + "set it by NTP, or work starts and links end at the wrong time.";

        var seen = await Eventually.Is(
            () => sam.Opens("/admin"), seen => Parts(seen).Any(p => p.Contains("jaguar", StringComparison.Ordinal)));

        Assert.Contains($"Impaired|Clock|{own}", Parts(seen));
        Assert.Contains(
            "Impaired|Workers|The clock of the worker on jaguar is 20 minutes behind the database's: "
            + "it takes no work until NTP has set that right.", Parts(seen));
        Assert.Contains(site.Log, line => line.Contains(own, StringComparison.Ordinal));
        // Wherever they are, site administrators are told; others are not.
        Assert.Contains(own, (await sam.Opens("/surveys")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain(own, (await (await site.SignedIn()).Opens("/surveys")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task work_that_stopped_marks_the_way_here_and_is_no_news_elsewhere()
    {
        await using var site = new SiteUnderTest();
        await site.HasWorker("jaguar");
        var sam = await site.SignedInAsSiteAdministrator();
        await Eventually.Is(() => sam.Opens("/admin"), seen => Workers(seen).Count == 1);
        Assert.Null((await sam.Opens("/surveys")).Html.QuerySelector(".rail-mark"));

        await site.HasParked(2);

        var seen = await Eventually.Is(
            () => sam.Opens("/surveys"), seen => seen.Html.QuerySelector("a[href='/admin'] .rail-mark") is not null);
        Assert.Null(seen.Html.QuerySelector("main .notice"));
        Assert.Contains(
            "Impaired|Work|2 pieces of work have stopped and wait for your decision. Decide",
            Parts(await sam.Opens("/admin")));
    }

    [Fact]
    public async Task redis_gone_is_told_on_every_page_of_a_site_administrator_until_it_is_back()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var site = new SiteUnderTest(redis: redis.Address);
        await site.HasWorker("jaguar");
        var sam = await site.SignedInAsSiteAdministrator();
        var sentence = $"Redis at {redis.Address} does not answer: live updates are slower until it does.";
        await Eventually.Is(() => sam.Opens("/admin"), seen => Parts(seen)
            .Contains($"Well|Redis|Redis at {redis.Address} passes changes on to every page."));

        await redis.Stop();
        await Eventually.Is(
            () => sam.Opens("/surveys"), seen => seen.Html.QuerySelector("main .notice")?.TextContent == sentence);
        Assert.Equal("Degraded", await sam.Http.GetStringAsync("/health", TestContext.Current.CancellationToken));

        await redis.Start();
        await Eventually.Is(
            () => sam.Opens("/surveys"), seen => seen.Html.QuerySelector("main .notice") is null);
    }

    private static IReadOnlyList<string> Parts(Seen seen) =>
        [.. seen.Html.QuerySelectorAll(".health-part").Select(part => string.Join('|', part.Children.Select(Text)))];

    private static IReadOnlyList<string> Workers(Seen seen) =>
    [
        .. seen.Html.QuerySelectorAll("[aria-labelledby=workers-title] tbody tr")
            .Select(row => string.Join('|', row.Children.Select(Text))),
    ];

    private static string Text(AngleSharp.Dom.IElement element) =>
        string.Join(' ', element.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
