using TrapTagger.Platform.Data;

namespace TrapTagger.Annotation;

internal sealed record LabelRow
{
    public required long Id { get; init; }
    public required long OrganisationId { get; init; }
    public required long AnnotationSetId { get; init; }
    public required string Name { get; init; }
    public required string NameKey { get; init; }
    public required string Hotkey { get; init; }
    public required string Kind { get; init; }
    public required int Hue { get; init; }
    public long Clusters { get; init; }
}

/// <summary>A label as the page shows it.</summary>
internal sealed class LabelCard
{
    private const string List = """
        SELECT id, name, hotkey AS "key", kind, hue, clusters FROM label
        WHERE annotation_set_id = @Set AND organisation_id = @Organisation
        ORDER BY clusters DESC, id
        """;

    public long Id { get; init; }
    public string Name { get; init; } = "";
    public string Key { get; init; } = "";
    public string Kind { get; init; } = "";
    public int Hue { get; init; }

    /// <summary>Clusters that carry it now.</summary>
    public long Clusters { get; init; }

    internal bool IsSpeciesNamed(string tidyName) =>
        Kind == LabelKinds.Species && LabelNames.KeyOf(Name) == LabelNames.KeyOf(tidyName);

    internal static LabelCard Of(LabelRow row) => new()
    {
        Id = row.Id, Name = row.Name, Key = row.Hotkey, Kind = row.Kind, Hue = row.Hue, Clusters = row.Clusters,
    };

    /// <summary>The set's labels, the most used first.</summary>
    internal static Task<IReadOnlyList<LabelCard>> ListAsync(DbSession session, Annotator who) =>
        session.QueryAsync<LabelCard>(List, who);
}
