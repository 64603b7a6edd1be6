using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using TrapTagger.Platform.Data;
using TrapTagger.Platform.Html;

namespace TrapTagger.Accounts;

/// <summary>A site administrator ends all sign-ins of a person, in whatever browsers.</summary>
internal static class SignOutPerson
{
    internal static async Task<Results<SeeOther, NotFound>> Submit(
        long id, Db db, Sessions sessions, AuditLog audit, CancellationToken ct)
    {
        await using var work = await db.BeginAsync(ct);
        if (await SitePeople.TakeAsync(work, id) is null)
        {
            return TypedResults.NotFound();
        }
        await sessions.EndAllAsync(work, id);
        await audit.WriteAsync(work, new("sessions.ended", new("person", id)));
        await work.CommitAsync();
        return ListPeople.At(id);
    }
}
