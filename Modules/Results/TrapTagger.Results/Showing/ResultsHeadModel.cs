namespace TrapTagger.Results;

/// <summary>Whose results these are and which part of them: every panel's addresses begin here.</summary>
/// <param name="Frames">The survey's, whether they are in a cluster or not.</param>
/// <param name="Label">The chosen label; null stands for every label with sightings.</param>
public sealed record ResultsHeadModel(
    long Survey, string Name, long Frames, IReadOnlyList<SetModel> Sets, SetModel Set, LabelModel? Label)
{
    public string Path => $"/surveys/{Survey}";

    /// <summary>What is counted, in the middle of a sentence.</summary>
    public string Counted => Label?.Name ?? "all labels";

    /// <summary>A part of these results, for the label that is chosen now.</summary>
    /// <param name="part">Such as "/hours.csv"; "" is the page.</param>
    public string Address(string part) => Address(part, Label?.Id);

    public string Address(string part, long? label) =>
        $"{Path}/results{part}?set={Set.Id}{(label is null ? "" : $"&label={label}")}";
}
