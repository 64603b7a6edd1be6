using System.Text.Json.Serialization;
using TrapTagger.Platform.Data;

namespace TrapTagger.Annotation;

/// <summary>The decision that holds for a cluster now, as the page shows it.</summary>
internal sealed class StandingDecision
{
    private const string Find = """
        SELECT d.id, d.person_id, p.name AS person, d.note, d.decided_at
        FROM decision d JOIN accounts_person p ON p.id = d.person_id
        WHERE d.id IN @Ids AND d.organisation_id = @Organisation
        """;

    private const string FindNames = """
        SELECT dl.decision_id, l.name FROM decision_label dl JOIN label l ON l.id = dl.label_id
        WHERE dl.decision_id IN @Ids AND l.organisation_id = @Organisation
        ORDER BY l.id
        """;

    public long Id { get; init; }

    [JsonIgnore]
    public long PersonId { get; init; }

    public string Person { get; init; } = "";
    public string? Note { get; init; }
    public DateTimeOffset DecidedAt { get; init; }

    /// <summary>Names, for reading.</summary>
    public IReadOnlyList<string> Labels { get; set; } = [];

    internal static async Task<IReadOnlyDictionary<long, StandingDecision>> OfAsync(
        DbSession session, Annotator who, IReadOnlyCollection<long> ids)
    {
        if (ids.Count == 0)
        {
            return new Dictionary<long, StandingDecision>();
        }
        var arguments = new { Ids = ids, who.Organisation };
        var names = (await session.QueryAsync<LabelName>(FindNames, arguments))
            .ToLookup(l => l.DecisionId, l => l.Name);
        var found = await session.QueryAsync<StandingDecision>(Find, arguments);
        foreach (var decision in found)
        {
            decision.Labels = [.. names[decision.Id]];
        }
        return found.ToDictionary(d => d.Id);
    }

    private sealed class LabelName
    {
        public long DecisionId { get; init; }
        public string Name { get; init; } = "";
    }
}
