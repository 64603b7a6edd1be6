using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace TrapTagger.Annotation;

/// <summary>Somebody leaves the page: its clusters are free at once.</summary>
internal static class ReleaseLeases
{
    /// <param name="keep">Clusters whose decision the page could not send yet: their leases run out later.</param>
    internal static async Task<NoContent> Submit(
        Annotator who, Guid batch, long[] keep, AnnotationDesk desk, CancellationToken ct)
    {
        await using var session = await desk.Db.OpenAsync(ct);
        await PageLeases.ReleaseAsync(session, who, batch, keep);
        return TypedResults.NoContent();
    }
}
