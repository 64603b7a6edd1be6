using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using TrapTagger.Platform.Data;
using TrapTagger.Platform.Html;
using TrapTagger.Platform.Identity;

namespace TrapTagger.Accounts;

/// <summary>
/// A site administrator approves or declines an enquiry. Of two who do so at once one decides, and the other reads who
/// did.
/// </summary>
internal static class DecideEnquiry
{
    private const string Decide = """
        UPDATE enquiry SET state = @state, answer = @answer, decided_by = @by, decided_at = @now
        WHERE id = @id AND state = 'open'
        """;

    private const string HasPassword = "SELECT count(*) FROM person WHERE id = @person AND password_hash IS NOT NULL";

    internal static async Task<Results<RazorComponentResult, NotFound>> Show(long id, Db db, CancellationToken ct)
    {
        await using var session = await db.OpenAsync(ct);
        return await EnquiryRows.FindAsync(session, id) is { } enquiry
            ? Page(await EnquiryRows.WithAlikeAsync(session, enquiry))
            : TypedResults.NotFound();
    }

    internal static async Task<Results<SeeOther, RazorComponentResult, NotFound>> Submit(
        long id, [AsParameters] DecideForm form, CurrentUser user, AdmissionDesk desk, CancellationToken ct)
    {
        if (form.Decision is not (EnquiryRows.Approved or EnquiryRows.Declined))
        {
            return await RefuseAsync(id, "Choose: approve or decline.", 422, desk.Db, ct);
        }
        if (SendEnquiry.RejectMessage(form.Answer) is { } reason)
        {
            return await RefuseAsync(id, reason, 422, desk.Db, ct);
        }
        if (await DecideAsync(id, form, user, desk, ct))
        {
            return new SeeOther($"/admin/enquiries/{id}");
        }
        return await RefuseAsync(id, null, StatusCodes.Status409Conflict, desk.Db, ct);
    }

    private static async Task<bool> DecideAsync(
        long id, DecideForm form, CurrentUser user, AdmissionDesk desk, CancellationToken ct)
    {
        var answer = Spelling.Compose((form.Answer ?? "").ReplaceLineEndings("\n").Trim());
        var (organisation, now) = (await desk.Ids.NextAsync("organisation", ct), desk.Clock.GetUtcNow());
        var newcomer = await desk.NewPersonAsync("", "", ct);

        await using var work = await desk.Db.BeginAsync(ct);
        if (await work.ExecuteAsync(Decide, new { id, state = form.Decision, answer, by = user.Id, now }) == 0)
        {
            return false;
        }
        var enquiry = (await EnquiryRows.FindAsync(work, id))!;
        if (form.Decision == EnquiryRows.Approved)
        {
            (newcomer.Name, newcomer.Email) = (enquiry.Name, enquiry.Email);
            newcomer.NormalizedEmail = desk.People.NormalizeEmail(enquiry.Email);
            await AdmitAsync(work, enquiry, organisation, newcomer, desk);
        }
        else
        {
            await desk.Mailer.SendAsync(work, EnquiryLetters.Declined(enquiry));
            await desk.Audit.WriteAsync(work, new("enquiry.declined", new("enquiry", id, enquiry.Organisation)));
        }
        await work.CommitAsync();
        return true;
    }

    /// <summary>The organisation, its first administrator and their letter, all or none.</summary>
    private static async Task AdmitAsync(
        DbSession work, EnquiryModel enquiry, long organisation, Person newcomer, AdmissionDesk desk)
    {
        var person = await NewPerson.AddAsync(work, newcomer);
        await NewOrganisation.AddAsync(work, organisation, enquiry.Organisation, person, newcomer.CreatedAt);
        await desk.Audit.WriteAsync(
            work, new("organisation.created", new("organisation", organisation, enquiry.Organisation))
            {
                Organisation = organisation,
                Details = new { enquiry = enquiry.Id, administrator = person },
            });
        var knowsTheirPassword = await work.ScalarAsync<long>(HasPassword, new { person }) > 0;
        await desk.Mailer.SendAsync(work, knowsTheirPassword
            ? EnquiryLetters.ApprovedKnown(enquiry, desk.Site)
            : EnquiryLetters.Approved(enquiry, await desk.Links.IssueAsync(work, person), desk.Site));
    }

    /// <param name="reason">Null where the enquiry's own state says it.</param>
    private static async Task<Results<SeeOther, RazorComponentResult, NotFound>> RefuseAsync(
        long id, string? reason, int status, Db db, CancellationToken ct)
    {
        await using var session = await db.OpenAsync(ct);
        if (await EnquiryRows.FindAsync(session, id) is not { } enquiry)
        {
            return TypedResults.NotFound();
        }
        var error = reason ?? $"{enquiry.DecidedBy} has {enquiry.State} this enquiry already.";
        return Page(enquiry with { Error = error }, status);
    }

    private static RazorComponentResult Page(EnquiryModel model, int status = 200) =>
        Render.View<EnquiryPage, EnquiryModel>(model, status);
}

internal sealed record DecideForm
{
    [FromForm] public string? Decision { get; init; }
    [FromForm] public string? Answer { get; init; }
}
