using System.Net;
using TrapTagger.Testing;

namespace TrapTagger.Admin.Tests;

public sealed class DecidingOnStoppedWork : IAsyncDisposable
{
    private const string CountStates = """
        SELECT group_concat(line) FROM
            (SELECT concat(state, ' ', count(*), ' ', max(runs + failures), ' ', coalesce(max(reason), '-')) AS line
             FROM job GROUP BY state ORDER BY state) counted
        """;

    private readonly SiteUnderTest _site = new();

    [Fact]
    public async Task a_site_without_work_says_so()
    {
        var sam = await _site.SignedInAsSiteAdministrator();

        var seen = await sam.Opens("/admin/jobs");

        Assert.Equal("No work waits, runs or has stopped", seen.Html.QuerySelector(".empty h2")!.TextContent);
    }

    [Fact]
    public async Task pieces_of_one_kind_for_one_reason_are_one_line()
    {
        await _site.HasParked(3);
        await _site.HasParked(1, reason: "It is no JPEG.");
        await _site.HasParked(2, subject: "survey/13");
        var sam = await _site.SignedInAsSiteAdministrator();

        var seen = await sam.Opens("/admin/jobs");

        Assert.Equal("6 pieces of work stopped", seen.Html.QuerySelector("#parked-title")!.TextContent);
        Assert.Equal(
            [
                "Ingest files|survey 12|3|The store is full.|3 May 2026 09:30 UTC",
                "Ingest files|survey 13|2|The store is full.|3 May 2026 09:30 UTC",
                "Ingest files|survey 12|1|It is no JPEG.|3 May 2026 09:30 UTC",
            ],
            Lines(seen, "[aria-labelledby=parked-title]"));
    }

    [Fact]
    public async Task what_waits_runs_and_is_held_up_is_counted()
    {
        await _site.HasJobs(2, "waiting", "ingest-files", "survey/12");
        await _site.HasJobs(1, "scheduled", "ingest-files", "survey/12");
        await _site.HasJobs(1, "running", "detect-frames", "survey/13");
        await _site.HasJobs(4, "waiting", "detect-frames", "survey/13", "The object store does not answer.");
        var sam = await _site.SignedInAsSiteAdministrator();

        var seen = await sam.Opens("/admin/jobs");

        Assert.Equal(["cpu|7|1|0|0|3 May 2026 10:00 UTC"], Lines(seen, "[aria-labelledby=queues-title]"));
        Assert.Equal(["Detect frames|survey 13|"], Lines(seen, "[aria-labelledby=running-title]"));
        Assert.Equal(
            ["Detect frames|4|The object store does not answer.|3 May 2026 10:00 UTC"],
            Lines(seen, "[aria-labelledby=held-title]"));
    }

    [Fact]
    public async Task a_group_that_is_tried_again_waits_as_if_it_were_new_and_others_stay()
    {
        await _site.HasParked(3);
        await _site.HasParked(2, subject: "survey/13");
        var sam = await _site.SignedInAsSiteAdministrator();
        var list = await sam.Opens("/admin/jobs");

        var answered = await sam.Submits(list.Form("form[action$='/retry']:has([aria-label$='survey 12'])"));

        Assert.Equal("/admin/jobs", answered.Location?.ToString());
        Assert.Equal("parked 2 6 The store is full.,waiting 3 0 -", await _site.Rows.Ask<string>(CountStates));
    }

    [Fact]
    public async Task everything_can_be_tried_again_at_once()
    {
        await _site.HasParked(3);
        await _site.HasParked(2, subject: "survey/13");
        var sam = await _site.SignedInAsSiteAdministrator();

        await sam.Submits((await sam.Opens("/admin/jobs")).Form("form[action='/admin/jobs/retry']"));

        Assert.Equal("waiting 5 0 -", await _site.Rows.Ask<string>(CountStates));
    }

    [Fact]
    public async Task work_is_cancelled_after_a_question_and_can_be_taken_up_again()
    {
        await _site.HasParked(3);
        await _site.HasParked(1, reason: "It is no JPEG.");
        var sam = await _site.SignedInAsSiteAdministrator();
        var list = await sam.Opens("/admin/jobs");

        var asked = await sam.Opens(list.Html.QuerySelector(".decide a")!.GetAttribute("href")!);
        Assert.Equal("Cancel 3 pieces of work?", asked.Html.QuerySelector("main h2")!.TextContent);
        Assert.Equal("parked 4 6 The store is full.", await _site.Rows.Ask<string>(CountStates));
        await sam.Submits(asked.Form("form[action$='/cancel']"));

        var cancelled = await sam.Opens("/admin/jobs");
        Assert.Equal(
            "cancelled 3 6 The store is full.,parked 1 6 It is no JPEG.", await _site.Rows.Ask<string>(CountStates));
        Assert.Equal("3 pieces of work cancelled", cancelled.Html.QuerySelector("#cancelled-title")!.TextContent);
        await sam.Submits(cancelled.Form("[aria-labelledby=cancelled-title] form"));
        Assert.Equal("parked 1 6 It is no JPEG.,waiting 3 0 -", await _site.Rows.Ask<string>(CountStates));
    }

    [Fact]
    public async Task what_was_decided_is_in_the_audit_log()
    {
        await _site.HasParked(3);
        await _site.HasParked(1, reason: "It is no JPEG.");
        var sam = await _site.SignedInAsSiteAdministrator();
        var cancel = (await sam.Opens("/admin/jobs")).Html.QuerySelector(".decide a")!.GetAttribute("href")!;
        await sam.Submits((await sam.Opens(cancel)).Form("form[action$='/cancel']"));
        await sam.Submits((await sam.Opens("/admin/jobs")).Form("form[action='/admin/jobs/retry']"));
        await _site.HasLetter("parked", id: "1");
        await sam.Submits((await sam.Opens("/admin/mails/1")).Form("form[action$='/give-up']"));

        Assert.Equal(
            [
                """work.cancelled {"kind":"ingest-files","subject":"survey/12","jobs":3}""",
                """work.retried {"all":true}""", """mail.given-up {"mail":"1"}""",
            ],
            await _site.Rows.Rows<string>("""
                SELECT concat(verb, ' ', details) FROM audit_entry
                WHERE verb LIKE 'work.%' OR verb LIKE 'mail.%' ORDER BY id
                """));
    }

    [Fact]
    public async Task who_decides_what_somebody_else_decided_meanwhile_sees_the_list()
    {
        await _site.HasParked(1);
        var sam = await _site.SignedInAsSiteAdministrator();
        var list = await sam.Opens("/admin/jobs");
        var cancel = list.Html.QuerySelector(".decide a")!.GetAttribute("href")!;
        await _site.Rows.Run("UPDATE job SET state = 'running'");

        var retried = await sam.Submits(list.Form(".decide form"));
        var asked = await sam.Opens(cancel);

        Assert.Equal((HttpStatusCode.SeeOther, "/admin/jobs"), (retried.Status, retried.Location!.ToString()));
        Assert.Equal((HttpStatusCode.SeeOther, "/admin/jobs"), (asked.Status, asked.Location!.ToString()));
        Assert.Equal("running", await _site.Rows.Ask<string>("SELECT state FROM job"));
    }

    [Fact]
    public async Task thousands_of_reasons_are_a_page_of_the_largest_groups()
    {
        for (var i = 0; i < 130; i++)
        {
            await _site.HasParked(1, reason: $"File {i} is broken.");
        }
        await _site.HasParked(2, reason: "The store is full.");
        var sam = await _site.SignedInAsSiteAdministrator();

        var seen = await sam.Opens("/admin/jobs");

        Assert.Equal(100, seen.Html.QuerySelectorAll("[aria-labelledby=parked-title] tbody tr").Length);
        Assert.StartsWith("Ingest files|survey 12|2|The store", Lines(seen, "[aria-labelledby=parked-title]")[0]);
        Assert.Contains("And 31 pieces of work in smaller groups", seen.Text, StringComparison.Ordinal);
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    /// <summary>The body of the table inside, a line a row; buttons apart.</summary>
    private static IReadOnlyList<string> Lines(Seen seen, string region) =>
    [
        .. seen.Html.QuerySelectorAll($"{region} tbody tr").Select(row => string.Join('|', row.Children
            .Where(cell => cell.QuerySelector("form") is null)
            .Select(cell => cell.TextContent.Trim()))),
    ];
}
