namespace TrapTagger.Results;

/// <summary>The kinds of labels that results treat apart; the rest (species, unknown, people) has sightings.</summary>
internal static class LabelKinds
{
    internal const string Nothing = "nothing";
    internal const string KnockedDown = "knocked_down";

    /// <summary>The kinds without sightings, as a statement lists them.</summary>
    internal const string Sightless = $"'{Nothing}', '{KnockedDown}'";

    internal static bool HasSightings(string kind) => kind is not (Nothing or KnockedDown);
}
