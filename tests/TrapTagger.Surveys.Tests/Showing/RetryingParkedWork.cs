using System.Net;
using TrapTagger.Testing;

namespace TrapTagger.Surveys.Tests.Showing;

public sealed class RetryingParkedWork : IAsyncDisposable
{
    private readonly SiteUnderTest _site = new();

    [Fact]
    public async Task what_stopped_is_shown_with_its_reason_and_can_be_tried_again()
    {
        var ann = await _site.SignedIn();
        var survey = await _site.Rows.HasSurvey();
        await HasParked(survey, "The store does not answer.");
        await HasParked(survey, "The store does not answer.");
        await HasParked(await _site.Rows.HasSurvey("Other"), "Something else.");

        var page = await ann.Opens($"/surveys/{survey}");
        Assert.Contains("2 pieces of work have stopped", page.Text);
        Assert.Contains("The store does not answer.", page.Text);
        Assert.DoesNotContain("Something else.", page.Text);

        await ann.Submits(page.Form("form[action$='/retry']"));

        Assert.Equal(
            ["waiting 0 0", "waiting 0 0", "parked 9 3"],
            await _site.Rows.Rows<string>("SELECT concat(state, ' ', runs, ' ', failures) FROM job ORDER BY id"));
        Assert.DoesNotContain("stopped", (await ann.Opens($"/surveys/{survey}")).Text);
    }

    [Fact]
    public async Task what_was_cancelled_is_said_and_cannot_be_tried_again_from_here()
    {
        var ann = await _site.SignedIn();
        var survey = await _site.Rows.HasSurvey();
        await HasParked(survey, "The store does not answer.");
        await HasParked(survey, "It is no JPEG.");
        await _site.Rows.Run("UPDATE job SET state = 'cancelled' WHERE reason = 'It is no JPEG.'");

        var page = await ann.Opens($"/surveys/{survey}");
        Assert.Contains("1 piece of work was cancelled by the site's administrator", page.Text);
        Assert.Contains("1 piece of work has stopped", page.Text);
        await ann.Submits(page.Form("form[action$='/retry']"));

        Assert.Equal(
            ["cancelled", "waiting"], await _site.Rows.Rows<string>("SELECT state FROM job ORDER BY state"));
    }

    [Fact]
    public async Task another_organisation_s_work_stays_as_it_is()
    {
        await _site.SignedIn();
        var survey = await _site.Rows.HasSurvey();
        await HasParked(survey, "The store does not answer.");
        var bob = await _site.SignedIn("Bob", "Other Place");
        var form = (await bob.Opens("/surveys/new")).Form();
        form.SetAttribute("action", $"/surveys/{survey}/retry");

        Assert.Equal(HttpStatusCode.NotFound, (await bob.Submits(form)).Status);
        Assert.Equal("parked", await _site.Rows.Ask<string>("SELECT state FROM job"));
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    private Task HasParked(long survey, string reason) => _site.Rows.Run("""
        INSERT INTO job (id, queue, kind, argument, subject, state, runs, failures, due_at, reason, created_at)
        VALUES (@id, 'cpu', 'ingest-files', '{}', @subject, 'parked', 9, 3, '2026-01-01', @reason, '2026-01-01')
        """, new { id = $"{SiteRows.NextId():D32}", subject = $"survey/{survey}", reason });
}
