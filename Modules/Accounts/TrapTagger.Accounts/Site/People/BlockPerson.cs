using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using TrapTagger.Platform.Data;
using TrapTagger.Platform.Html;
using TrapTagger.Platform.Identity;

namespace TrapTagger.Accounts;

/// <summary>A site administrator closes the site to a person, who reads why, and opens it again.</summary>
internal static class BlockPerson
{
    private const string Block = "UPDATE person SET blocked_at = @now, blocked_reason = @reason WHERE id = @id";

    internal static async Task<Results<SeeOther, RazorComponentResult, NotFound>> Submit(
        long id, [FromForm] string? reason, CurrentUser user, Db db, AuditLog audit, TimeProvider clock,
        CancellationToken ct)
    {
        await using var work = await db.BeginAsync(ct);
        if (await SitePeople.TakeAsync(work, id) is not var (person, others))
        {
            return TypedResults.NotFound();
        }
        if ((Reject(person, others, user) ?? Reason.Reject(reason, "Say why: they read this sentence.")) is { } error)
        {
            return ListPeople.Refuse(person, error);
        }
        await work.ExecuteAsync(Block, new { id, reason = reason!.Trim(), now = clock.GetUtcNow() });
        await audit.WriteAsync(work, new("person.blocked", new("person", id)) { Details = new { reason } });
        await work.CommitAsync();
        return ListPeople.At(id);
    }

    internal static async Task<Results<SeeOther, NotFound>> Lift(long id, Db db, AuditLog audit, CancellationToken ct)
    {
        await using var work = await db.BeginAsync(ct);
        if (await SitePeople.TakeAsync(work, id) is not var (person, _))
        {
            return TypedResults.NotFound();
        }
        if (person.BlockedAt is not null)
        {
            await work.ExecuteAsync(Block, new { id, reason = (string?)null, now = (DateTimeOffset?)null });
            await audit.WriteAsync(work, new("person.unblocked", new("person", id)));
            await work.CommitAsync();
        }
        return ListPeople.At(id);
    }

    /// <summary>Why a person can't be shut out, in a sentence; null when they can.</summary>
    internal static string? Reject(SitePersonModel person, long otherAdministrators, CurrentUser user) => person switch
    {
        _ when person.Id == user.Id => "You can't block yourself: ask another site administrator.",
        { SiteAdministrator: true } when otherAdministrators == 0 =>
            "This is the last site administrator: make somebody else one first.",
        _ => null,
    };
}
