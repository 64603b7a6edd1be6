using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace TrapTagger.Annotation;

/// <summary>The page's heartbeat: somebody still sits in front of it.</summary>
internal static class KeepLeases
{
    internal static async Task<Results<Ok<KeepAnswer>, NotFound>> Submit(
        Annotator who, Guid batch, AnnotationDesk desk, CancellationToken ct)
    {
        var now = desk.Now;
        await using var session = await desk.Db.OpenAsync(ct);
        await PageLeases.RenewAsync(session, who, batch, now);
        return await SetProgress.FindAsync(session, who, now) is { } progress
            ? TypedResults.Ok(new KeepAnswer(
                await PageLeases.HeldAsync(session, who, batch),
                await PageLeases.AreElsewhereAsync(session, who, batch, now),
                await LabelCard.ListAsync(session, who),
                progress))
            : TypedResults.NotFound();
    }
}

/// <param name="Held">The clusters that are still this page's; it forgets the others.</param>
internal sealed record KeepAnswer(
    IReadOnlyList<long> Held, bool Elsewhere, IReadOnlyList<LabelCard> Labels, SetProgress Progress);
