using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using TrapTagger.Platform.Data;
using TrapTagger.Platform.Html;
using TrapTagger.Platform.Identity;

namespace TrapTagger.Accounts;

/// <summary>
/// A site administrator sees the site as one of its people does, to help them, and says why. It is a state of the
/// sign-in: a banner stands on every page, the log names both, and the person's own account stays closed.
/// </summary>
internal static class ActAs
{
    // The person's own organisation is found anew with the next request.
    private const string Act = """
        UPDATE session SET acting_as_person_id = @person, organisation_id = NULL WHERE id = @session AND person_id = @by
        """;

    internal static async Task<Results<SeeOther, RazorComponentResult, NotFound>> Submit(
        long id, [FromForm] string? reason, CurrentUser user, HttpContext http, Db db, AuditLog audit)
    {
        await using var work = await db.BeginAsync(http.RequestAborted);
        if (await SitePeople.TakeAsync(work, id) is not var (person, _))
        {
            return TypedResults.NotFound();
        }
        if ((Reject(person, user) ?? Reason.Reject(reason, "Say why: it is noted in the log.")) is { } error)
        {
            return ListPeople.Refuse(person, error);
        }
        await work.ExecuteAsync(
            Act, new { person = (long?)id, session = SessionCookie.Id(http.User), by = user.SignedInAs });
        await audit.WriteAsync(work, new("acting.started", new("person", id)) { Details = new { reason } });
        await work.CommitAsync();
        return new SeeOther("/");
    }

    internal static async Task<SeeOther> Stop(CurrentUser user, HttpContext http, Db db, AuditLog audit)
    {
        if (!user.IsActing)
        {
            return new("/");
        }
        await StopAsync(user, http, db, audit);
        return ListPeople.At(user.Id);
    }

    internal static async Task StopAsync(CurrentUser user, HttpContext http, Db db, AuditLog audit)
    {
        await using var work = await db.BeginAsync(http.RequestAborted);
        await work.ExecuteAsync(
            Act, new { person = (long?)null, session = SessionCookie.Id(http.User), by = user.SignedInAs });
        await audit.WriteAsync(work, new("acting.stopped", new("person", user.Id)));
        await work.CommitAsync();
    }

    /// <summary>Why nobody may act as a person, in a sentence; null when a site administrator may.</summary>
    internal static string? Reject(SitePersonModel person, CurrentUser user) => person switch
    {
        _ when person.Id == user.Id => "This is you.",
        { SiteAdministrator: true } => "Nobody acts as a site administrator.",
        { BlockedAt: not null } => "A blocked person can do nothing, and nobody in their place.",
        _ => null,
    };
}
