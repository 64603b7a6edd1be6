namespace TrapTagger.Annotation;

internal static class DecisionKinds
{
    internal const string Label = "label";
    internal const string Skip = "skip";
    internal const string Undo = "undo";
}

/// <summary>A row of the log. It is written once; what holds now is the cluster's matter.</summary>
internal sealed record DecisionRow
{
    public required long Id { get; init; }
    public required long OrganisationId { get; init; }
    public required long AnnotationSetId { get; init; }
    public required long ClusterId { get; init; }
    public required long PersonId { get; init; }
    public required string Kind { get; init; }
    public long? ReplacesId { get; init; }
    public string? Note { get; init; }
    public required string ClientKey { get; init; }
    public required DateTimeOffset DecidedAt { get; init; }
}
