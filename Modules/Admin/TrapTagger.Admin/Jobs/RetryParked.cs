using TrapTagger.Platform.Html;
using TrapTagger.Platform.Jobs;

namespace TrapTagger.Admin;

/// <summary>
/// A site administrator lets work that stopped, or was cancelled, be tried again. Somebody else may have decided
/// meanwhile: then there is nothing left to do, and the list says how it is.
/// </summary>
internal static class RetryParked
{
    internal static async Task<SeeOther> Submit(string id, ParkedGroups groups, CancellationToken ct)
    {
        if (await groups.FindAsync(id, ct) is { } group)
        {
            await groups.RetryAsync(group, ct);
        }
        return List;
    }

    internal static async Task<SeeOther> SubmitAll(ParkedGroups groups, CancellationToken ct)
    {
        await groups.RetryAllAsync(ct);
        return List;
    }

    internal static SeeOther List => new("/admin/jobs") { InPlace = true };
}
