using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using TrapTagger.Platform.Data;
using TrapTagger.Platform.Html;

namespace TrapTagger.Accounts;

/// <summary>A site administrator makes a person one too, or takes the right away. One is always left.</summary>
internal static class PromotePerson
{
    private const string Change = "UPDATE person SET site_administrator = @isOne WHERE id = @id";

    internal static Task<Results<SeeOther, RazorComponentResult, NotFound>> Submit(
        long id, Db db, AuditLog audit, CancellationToken ct) => ChangeAsync(id, true, db, audit, ct);

    internal static Task<Results<SeeOther, RazorComponentResult, NotFound>> Demote(
        long id, Db db, AuditLog audit, CancellationToken ct) => ChangeAsync(id, false, db, audit, ct);

    private static async Task<Results<SeeOther, RazorComponentResult, NotFound>> ChangeAsync(
        long id, bool isOne, Db db, AuditLog audit, CancellationToken ct)
    {
        await using var work = await db.BeginAsync(ct);
        if (await SitePeople.TakeAsync(work, id) is not var (person, others))
        {
            return TypedResults.NotFound();
        }
        if (Reject(person, isOne, others) is { } error)
        {
            return ListPeople.Refuse(person, error);
        }
        if (person.SiteAdministrator != isOne)
        {
            await work.ExecuteAsync(Change, new { id, isOne });
            var verb = isOne ? "site-administrator.added" : "site-administrator.removed";
            await audit.WriteAsync(work, new(verb, new("person", id)));
            await work.CommitAsync();
        }
        return ListPeople.At(id);
    }

    /// <summary>Why the right can't be given or taken, in a sentence; null when it can.</summary>
    internal static string? Reject(SitePersonModel person, bool isOne, long otherAdministrators) => person switch
    {
        { BlockedAt: not null } when isOne => "A blocked person can't become a site administrator.",
        _ when !isOne && otherAdministrators == 0 =>
            "This is the last site administrator: make somebody else one first.",
        _ => null,
    };
}
