using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace TrapTagger.Annotation;

/// <summary>An annotator's own decisions that stand, the newest first: what they can take back, step by step.</summary>
internal static class ListHistory
{
    private const int PageSize = 30;

    private const string List = """
        SELECT d.id, d.client_key, d.cluster_id, d.kind, d.decided_at, s.name AS site
        FROM decision d
        JOIN cluster c ON c.id = d.cluster_id
        JOIN surveys_site s ON s.id = c.site_id
        WHERE d.annotation_set_id = @Set AND d.person_id = @Person AND d.organisation_id = @Organisation
            AND d.decided_at < COALESCE((SELECT b.decided_at FROM decision b WHERE b.id = @Before), @Now)
            AND d.kind <> 'undo'
            AND NOT EXISTS (
                SELECT 1 FROM decision u WHERE u.cluster_id = d.cluster_id AND u.kind = 'undo' AND u.replaces_id = d.id)
        ORDER BY d.decided_at DESC
        LIMIT @PageSize
        """;

    internal static async Task<Results<Ok<IReadOnlyList<PastDecision>>, NotFound>> Show(
        Annotator who, long? before, AnnotationDesk desk, CancellationToken ct)
    {
        await using var session = await desk.Db.OpenAsync(ct);
        if (await SetProgress.FindAsync(session, who, desk.Now) is null)
        {
            return TypedResults.NotFound();
        }
        var past = await session.QueryAsync<PastDecision>(List, new
        {
            who.Set, who.Organisation, who.Person, Before = before, Now = desk.Now.AddSeconds(1), PageSize,
        });
        var standing = await StandingDecision.OfAsync(session, who, [.. past.Select(p => p.Id)]);
        foreach (var decision in past)
        {
            decision.Labels = standing[decision.Id].Labels;
        }
        return TypedResults.Ok(past);
    }
}

/// <summary>A decision in the page's history.</summary>
internal sealed class PastDecision
{
    public long Id { get; init; }

    [JsonIgnore]
    public string ClientKey { get; init; } = "";

    public Guid Key => Guid.ParseExact(ClientKey, "N");

    [JsonPropertyName("cluster")]
    public long ClusterId { get; init; }

    public string Kind { get; init; } = "";
    public string Site { get; init; } = "";
    public DateTimeOffset DecidedAt { get; init; }
    public IReadOnlyList<string> Labels { get; set; } = [];
}
