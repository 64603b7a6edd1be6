namespace TrapTagger.Annotation;

/// <summary>What a decision may say.</summary>
internal static class DecisionRules
{
    internal const int LongestNote = 2000;

    /// <summary>Why it can't be taken, in words for the page; null when it can.</summary>
    /// <param name="kinds">The kinds of those of its labels that the set has.</param>
    internal static string? Reject(DecideRequest request, IReadOnlyCollection<string> kinds) => request switch
    {
        { Kind: not (DecisionKinds.Label or DecisionKinds.Skip) } => "A decision is a label or a skip.",
        { Kind: DecisionKinds.Skip, Labels.Count: > 0 } => "What is skipped has no label.",
        { Kind: DecisionKinds.Label, Labels.Count: 0 } => "Choose a label.",
        _ when kinds.Count < request.Labels.Distinct().Count() => "This label is not in the set: reload the page.",
        _ when kinds.Count > 1 && kinds.Contains(LabelKinds.Nothing) => "Nothing can't go with another label.",
        _ when kinds.Count > 1 && kinds.Contains(LabelKinds.KnockedDown) => "Knocked Down can't go with another label.",
        { Note.Length: > LongestNote } => $"Keep the note under {LongestNote} letters.",
        _ => null,
    };
}
