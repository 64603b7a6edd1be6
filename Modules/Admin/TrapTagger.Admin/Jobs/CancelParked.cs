using Microsoft.AspNetCore.Http.HttpResults;
using TrapTagger.Platform.Html;
using TrapTagger.Platform.Jobs;

namespace TrapTagger.Admin;

/// <summary>A site administrator decides that work that stopped is not done, after reading what that means.</summary>
internal static class CancelParked
{
    internal static async Task<Results<RazorComponentResult, SeeOther>> Show(
        string id, ParkedGroups groups, CancellationToken ct) =>
        await groups.FindAsync(id, ct) is { IsCancelled: false } group
            ? Render.View<CancelParkedPage, CancelParkedModel>(new(group))
            : RetryParked.List;

    internal static async Task<SeeOther> Submit(
        string id, ParkedGroups groups, AdminDesk desk, CancellationToken ct)
    {
        if (await groups.FindAsync(id, ct) is { IsCancelled: false } group)
        {
            await using var work = await desk.Db.BeginAsync(ct);
            await ParkedGroups.CancelAsync(work, group);
            await desk.NoteAsync(work, "work.cancelled", RetryParked.Of(group));
            await work.CommitAsync();
        }
        return RetryParked.List;
    }
}

public sealed record CancelParkedModel(ParkedGroup Group);
