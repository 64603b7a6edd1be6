namespace TrapTagger.Annotation;

/// <summary>What the detector's boxes alone say about a cluster. A person still decides.</summary>
internal static class Suggestion
{
    /// <summary>The first TrapTagger's share of boxes that made a cluster one of people and vehicles.</summary>
    private const double PeopleShare = 0.5;

    /// <summary>The kind of a built-in label, or null where an animal may be in it.</summary>
    internal static string? Of(IReadOnlyCollection<BoxCard> boxes)
    {
        var counting = boxes.Where(b => b.Counts).ToList();
        return counting.Count == 0 ? LabelKinds.Nothing
            : counting.Count(b => b.Category is not 1) > counting.Count * PeopleShare ? LabelKinds.People
            : null;
    }
}
