using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using TrapTagger.Platform.Data;
using TrapTagger.Platform.Html;
using TrapTagger.Platform.Jobs;

namespace TrapTagger.Accounts;

/// <summary>
/// A site administrator deletes an organisation: its people see nothing of it from then on, and for thirty days it can
/// be taken back. Then a job removes what it had.
/// </summary>
internal static class DeleteOrganisation
{
    private const string Delete = """
        UPDATE organisation SET deleted_at = @now WHERE id = @id AND removed_at IS NULL
        """;

    internal static async Task<Results<RazorComponentResult, NotFound>> Show(
        long id, SiteOrganisations organisations, CancellationToken ct) =>
        await organisations.FindAsync(id, ct) is { } one ? Page(new(one)) : TypedResults.NotFound();

    internal static async Task<Results<SeeOther, RazorComponentResult, NotFound>> Submit(
        long id, [FromForm] string? name, Db db, AuditLog audit, JobQueue jobs, TimeProvider clock,
        CancellationToken ct)
    {
        await using var work = await db.BeginAsync(ct);
        if (await SiteOrganisations.TakeAsync(work, id) is not { DeletedAt: null } one)
        {
            return TypedResults.NotFound();
        }
        if (name?.Trim() != one.Name)
        {
            return Page(new(one, $"Type the name as it is: {one.Name}"), StatusCodes.Status422UnprocessableEntity);
        }
        var now = clock.GetUtcNow();
        await work.ExecuteAsync(Delete, new { id, now });
        await jobs.EnqueueAsync(
            work, new RemoveOrganisation(id), $"organisation/{id}", now + SiteOrganisationModel.Grace);
        await audit.WriteAsync(work, SuspendOrganisation.Entry("organisation.deleted", one));
        await work.CommitAsync();
        return ShowOrganisation.At(id);
    }

    /// <summary>The job that waits finds nothing to do.</summary>
    internal static async Task<Results<SeeOther, NotFound>> Undo(long id, Db db, AuditLog audit, CancellationToken ct)
    {
        await using var work = await db.BeginAsync(ct);
        if (await SiteOrganisations.TakeAsync(work, id) is not { DeletedAt: not null } one)
        {
            return TypedResults.NotFound();
        }
        await work.ExecuteAsync(Delete, new { id, now = (DateTimeOffset?)null });
        await audit.WriteAsync(work, SuspendOrganisation.Entry("organisation.restored", one));
        await work.CommitAsync();
        return ShowOrganisation.At(id);
    }

    private static RazorComponentResult Page(OrganisationSiteModel model, int status = 200) =>
        Render.View<DeleteOrganisationPage, OrganisationSiteModel>(model, status);
}
