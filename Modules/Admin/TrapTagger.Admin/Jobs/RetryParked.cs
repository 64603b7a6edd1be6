using TrapTagger.Platform.Html;
using TrapTagger.Platform.Jobs;

namespace TrapTagger.Admin;

/// <summary>
/// A site administrator lets work that stopped, or was cancelled, be tried again. Somebody else may have decided
/// meanwhile: then there is nothing left to do, and the list says how it is.
/// </summary>
internal static class RetryParked
{
    internal static async Task<SeeOther> Submit(
        string id, ParkedGroups groups, AdminDesk desk, CancellationToken ct)
    {
        if (await groups.FindAsync(id, ct) is { } group)
        {
            await using var work = await desk.Db.BeginAsync(ct);
            await groups.RetryAsync(work, group);
            await desk.NoteAsync(work, "work.retried", Of(group));
            await work.CommitAsync();
        }
        return List;
    }

    internal static async Task<SeeOther> SubmitAll(ParkedGroups groups, AdminDesk desk, CancellationToken ct)
    {
        await using var work = await desk.Db.BeginAsync(ct);
        await groups.RetryAllAsync(work);
        await desk.NoteAsync(work, "work.retried", new { all = true });
        await work.CommitAsync();
        return List;
    }

    /// <summary>What the audit log says of such work.</summary>
    internal static object Of(ParkedGroup group) =>
        new { kind = group.Kind, subject = group.Subject, jobs = group.Jobs };

    internal static SeeOther List => new("/admin/jobs") { InPlace = true };
}
