using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace TrapTagger.Annotation;

/// <summary>Why a decision was not taken: the cluster is not as its page saw it. The page keeps what it sent.</summary>
/// <param name="Detail">In a sentence for the annotator.</param>
/// <param name="Decision">What holds instead; null where nothing does.</param>
/// <param name="MayReplace">False while another annotator works on it.</param>
internal sealed record Refusal(string Detail, StandingDecision? Decision, bool MayReplace)
{
    private const string Look = """
        SELECT c.decision_id,
            (SELECT p.name FROM lease l JOIN accounts_person p ON p.id = l.person_id
             WHERE l.cluster_id = c.id AND l.person_id <> @Person AND l.expires_at > @Now) AS holder
        FROM cluster c
        WHERE c.id = @Cluster AND c.annotation_set_id = @Set AND c.organisation_id = @Organisation
        """;

    /// <summary>Looks in a session of its own, after the refused transaction has gone.</summary>
    internal static async Task<Conflict<Refusal>> OfAsync(
        AnnotationDesk desk, Annotator who, long cluster, CancellationToken ct)
    {
        await using var session = await desk.Db.OpenAsync(ct);
        var state = await session.FindAsync<State>(
            Look, new { who.Set, who.Organisation, who.Person, Cluster = cluster, desk.Now });
        var decision = state?.DecisionId is { } id
            ? (await StandingDecision.OfAsync(session, who, [id])).GetValueOrDefault(id) : null;
        return TypedResults.Conflict(new Refusal(
            Describe(decision, decision?.PersonId == who.Person, state?.Holder), decision, state?.Holder is null));
    }

    internal static string Describe(StandingDecision? decision, bool own, string? holder) => (decision, holder) switch
    {
        ({ } d, _) when own => $"You labelled this cluster {Names(d)} on another page.",
        ({ } d, _) => $"{d.Person} labelled this cluster {Names(d)} in the meantime.",
        (null, { } someone) => $"This cluster went to {someone} while your page could not be reached.",
        _ => "The decision on this cluster was taken back in the meantime.",
    };

    private static string Names(StandingDecision decision) => string.Join(" and ", decision.Labels);

    private sealed class State
    {
        public long? DecisionId { get; init; }
        public string? Holder { get; init; }
    }
}
