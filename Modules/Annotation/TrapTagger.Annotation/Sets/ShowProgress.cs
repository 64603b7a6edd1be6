using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace TrapTagger.Annotation;

/// <summary>How far a set is, for a page that has nothing to show.</summary>
internal static class ShowProgress
{
    internal static async Task<Results<Ok<SetProgress>, NotFound>> Show(
        Annotator who, AnnotationDesk desk, CancellationToken ct)
    {
        await using var session = await desk.Db.OpenAsync(ct);
        return await SetProgress.FindAsync(session, who, desk.Now) is { } progress
            ? TypedResults.Ok(progress)
            : TypedResults.NotFound();
    }
}
