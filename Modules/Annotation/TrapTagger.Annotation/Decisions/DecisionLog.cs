using TrapTagger.Platform.Data;

namespace TrapTagger.Annotation;

/// <summary>
/// The log of decisions and what follows from each new row. Every change of a cluster compares the decision that it
/// saw with the one that holds, and looks that nobody else works on it, in one statement: of two that race, one wins.
/// </summary>
internal static class DecisionLog
{
    private const string Find = """
        SELECT id, organisation_id, annotation_set_id, cluster_id, person_id, kind, replaces_id, note, client_key,
            decided_at
        FROM decision
        WHERE client_key = @ClientKey AND annotation_set_id = @Set AND organisation_id = @Organisation
            AND person_id = @Person
        """;

    // Changes nothing: it makes others who decide in the set wait.
    private const string Lock = """
        UPDATE annotation_set SET clusters = clusters WHERE id = @Set AND organisation_id = @Organisation
        """;

    private const string AsSeen = """
        id = @Cluster AND annotation_set_id = @Set AND organisation_id = @Organisation
        AND COALESCE(decision_id, 0) = @Seen
        AND NOT EXISTS (
            SELECT 1 FROM lease l WHERE l.cluster_id = cluster.id AND l.person_id <> @Person AND l.expires_at > @Now)
        """;

    private const string Hold = $"""
        UPDATE cluster SET decision_id = @Holds, is_open = @IsOpen WHERE {AsSeen}
        """;

    private const string Postpone = $"""
        UPDATE cluster SET skips = skips + @Step WHERE {AsSeen}
        """;

    private const string CountLabels = """
        UPDATE label SET clusters = clusters
            + (SELECT count(*) FROM decision_label dl WHERE dl.decision_id = @Holds AND dl.label_id = label.id)
            - (SELECT count(*) FROM decision_label dl WHERE dl.decision_id = @Seen AND dl.label_id = label.id)
        WHERE annotation_set_id = @Set AND organisation_id = @Organisation
            AND id IN (SELECT label_id FROM decision_label WHERE decision_id IN (@Holds, @Seen))
        """;

    private const string CountDecided = """
        UPDATE annotation_set SET clusters_decided = clusters_decided + @Step
        WHERE id = @Set AND organisation_id = @Organisation
        """;

    private const string FindSurvey = """
        SELECT survey_id FROM annotation_set WHERE id = @Set AND organisation_id = @Organisation
        """;

    /// <summary>The person's row of this key, or null.</summary>
    internal static Task<DecisionRow?> FindAsync(DbSession session, Annotator who, Guid key) =>
        session.FindAsync<DecisionRow>(
            Find, new { ClientKey = key.ToString("N"), who.Set, who.Organisation, who.Person });

    /// <summary>
    /// Goes first in a transaction that decides: all of them end by counting in the set's row, and one after the other
    /// they never wait for each other in a ring.
    /// </summary>
    internal static Task LockAsync(DbSession work, Annotator who) => work.ExecuteAsync(Lock, who);

    /// <summary>False when a row of this key is there already: the page sent it twice.</summary>
    internal static async Task<bool> AppendAsync(DbSession work, DecisionRow row) =>
        await work.InsertNewAsync("decision", [row]) == 1;

    /// <summary>
    /// Makes a decision hold, or none (null), in place of the one that was seen. False when another one holds by now.
    /// </summary>
    /// <remarks>The labels of both are written before.</remarks>
    internal static async Task<bool> HoldAsync(
        DbSession work, Annotator who, long cluster, (long? Seen, long? Holds) change, DateTimeOffset now)
    {
        var (seen, holds) = change;
        var arguments = new
        {
            who.Set, who.Organisation, who.Person, Cluster = cluster, Seen = seen ?? 0, Holds = holds,
            IsOpen = holds is null ? 1 : 0, Now = now, Step = (holds is null ? 0 : 1) - (seen is null ? 0 : 1),
        };
        if (await work.ExecuteAsync(Hold, arguments) == 0)
        {
            return false;
        }
        await work.ExecuteAsync(CountLabels, arguments);
        if (arguments.Step != 0)
        {
            await work.ExecuteAsync(CountDecided, arguments);
            work.Touch($"survey/{await work.ScalarAsync<long>(FindSurvey, arguments)}");
        }
        return true;
    }

    /// <summary>Moves a cluster a round back (1) or forth again (-1). False when it is not as it was seen.</summary>
    internal static async Task<bool> PostponeAsync(
        DbSession work, Annotator who, long cluster, (long? Seen, int Step) change, DateTimeOffset now) =>
        await work.ExecuteAsync(Postpone, new
        {
            who.Set, who.Organisation, who.Person, Cluster = cluster, Seen = change.Seen ?? 0, change.Step, Now = now,
        }) == 1;
}
