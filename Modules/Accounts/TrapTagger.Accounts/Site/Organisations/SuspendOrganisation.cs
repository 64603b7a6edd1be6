using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using TrapTagger.Platform.Data;
using TrapTagger.Platform.Html;

namespace TrapTagger.Accounts;

/// <summary>A site administrator closes an organisation to its people, who read why, and opens it again.</summary>
internal static class SuspendOrganisation
{
    private const string Suspend = """
        UPDATE organisation SET suspended_at = @now, suspended_reason = @reason
        WHERE id = @id AND removed_at IS NULL
        """;

    internal static async Task<Results<SeeOther, RazorComponentResult, NotFound>> Submit(
        long id, [FromForm] string? reason, Db db, AuditLog audit, TimeProvider clock, CancellationToken ct)
    {
        await using var work = await db.BeginAsync(ct);
        if (await SiteOrganisations.TakeAsync(work, id) is not { } one)
        {
            return TypedResults.NotFound();
        }
        if (Reason.Reject(reason, "Say why: its people read this sentence.") is { } error)
        {
            return ShowOrganisation.Refuse(new(one, error));
        }
        await work.ExecuteAsync(Suspend, new { id, reason = reason!.Trim(), now = clock.GetUtcNow() });
        await audit.WriteAsync(work, Entry("organisation.suspended", one) with { Details = new { reason } });
        await work.CommitAsync();
        return ShowOrganisation.At(id);
    }

    internal static async Task<Results<SeeOther, NotFound>> Lift(
        long id, Db db, AuditLog audit, CancellationToken ct)
    {
        await using var work = await db.BeginAsync(ct);
        if (await SiteOrganisations.TakeAsync(work, id) is not { } one)
        {
            return TypedResults.NotFound();
        }
        if (one.SuspendedAt is not null)
        {
            await work.ExecuteAsync(Suspend, new { id, reason = (string?)null, now = (DateTimeOffset?)null });
            await audit.WriteAsync(work, Entry("organisation.unsuspended", one));
            await work.CommitAsync();
        }
        return ShowOrganisation.At(id);
    }

    internal static AuditEntry Entry(string verb, SiteOrganisationModel one) =>
        new(verb, new("organisation", one.Id, one.Name)) { Organisation = one.Id };
}
