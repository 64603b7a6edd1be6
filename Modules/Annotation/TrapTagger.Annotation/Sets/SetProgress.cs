using TrapTagger.Platform.Data;

namespace TrapTagger.Annotation;

/// <summary>How far a set is.</summary>
internal sealed class SetProgress
{
    private const string Find = """
        SELECT s.clusters, s.clusters_decided AS decided,
            (SELECT count(*) FROM lease l
             WHERE l.annotation_set_id = s.id AND l.organisation_id = s.organisation_id
                AND l.person_id <> @Person AND l.expires_at > @Now) AS with_others
        FROM annotation_set s
        WHERE s.id = @Set AND s.organisation_id = @Organisation
        """;

    public long Clusters { get; init; }

    public long Decided { get; init; }

    /// <summary>Clusters that other annotators have on their pages now.</summary>
    public long WithOthers { get; init; }

    /// <summary>Null where the organisation has no such set.</summary>
    internal static Task<SetProgress?> FindAsync(DbSession session, Annotator who, DateTimeOffset now) =>
        session.FindAsync<SetProgress>(Find, new { who.Set, who.Organisation, who.Person, Now = now });
}
