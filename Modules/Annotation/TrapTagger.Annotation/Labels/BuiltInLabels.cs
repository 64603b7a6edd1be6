namespace TrapTagger.Annotation;

/// <summary>What every set can be labelled with. Later rules go by the kind, never by the name.</summary>
internal static class LabelKinds
{
    internal const string Nothing = "nothing";
    internal const string Unknown = "unknown";
    internal const string People = "people";
    internal const string KnockedDown = "knocked_down";
    internal const string Species = "species";
}

/// <summary>A label that each set is born with.</summary>
internal sealed record BuiltInLabel(string Name, char Hotkey, string Kind, int Hue)
{
    internal LabelRow Row(long id, long set, long organisation) => new()
    {
        Id = id,
        OrganisationId = organisation,
        AnnotationSetId = set,
        Name = Name,
        NameKey = LabelNames.KeyOf(Name),
        Hotkey = Hotkey.ToString(),
        Kind = Kind,
        Hue = Hue,
    };
}

internal static class BuiltInLabels
{
    /// <summary>Names and keys that camera-trap annotators know from the first TrapTagger.</summary>
    internal static IReadOnlyList<BuiltInLabel> All { get; } =
    [
        new("Nothing", 'n', LabelKinds.Nothing, 8),
        new("Unknown", 'u', LabelKinds.Unknown, 10),
        new("Vehicles/Humans/Livestock", 'v', LabelKinds.People, 3),
        new("Knocked Down", 'q', LabelKinds.KnockedDown, 1),
    ];
}
