namespace TrapTagger.Annotation;

/// <summary>A frame as clustering sees it.</summary>
/// <param name="At">Camera-local; null when the file does not say.</param>
/// <param name="IsPresent">Whether a box of it counts.</param>
internal readonly record struct Sighting(long Frame, DateTime? At, string Path, long Camera, bool IsPresent);

/// <summary>
/// Which frames of one site belong together: an animal passing by, as one thing to label. The rules and their numbers
/// are the original TrapTagger's (clustering by 60 s, with sequences over 15 min divided by what is on them).
/// </summary>
internal static class Clusters
{
    /// <summary>A longer pause between two frames of a site, whichever its camera, ends a cluster.</summary>
    internal static readonly TimeSpan Gap = TimeSpan.FromSeconds(60);

    /// <summary>A cluster is never longer: nobody can judge an hour of frames at a glance.</summary>
    internal static readonly TimeSpan Longest = TimeSpan.FromMinutes(15);

    /// <summary>Each cluster's frames in order of time; every frame is in exactly one.</summary>
    internal static IEnumerable<IReadOnlyList<Sighting>> Of(IEnumerable<Sighting> site)
    {
        var frames = site.ToLookup(f => f.At.HasValue);
        foreach (var timeless in frames[false])
        {
            yield return [timeless];
        }
        foreach (var sequence in Sequences(frames[true].OrderBy(f => f.At).ThenBy(f => f.Path, StringComparer.Ordinal)))
        {
            var clusters = Length(sequence) <= Longest ? [sequence] : LongSequence.Divide(sequence);
            foreach (var cluster in clusters)
            {
                yield return cluster;
            }
        }
    }

    internal static TimeSpan Length(IReadOnlyList<Sighting> frames) => frames[^1].At!.Value - frames[0].At!.Value;

    private static IEnumerable<IReadOnlyList<Sighting>> Sequences(IEnumerable<Sighting> ordered)
    {
        var sequence = new List<Sighting>();
        foreach (var frame in ordered)
        {
            if (sequence.Count > 0 && frame.At - sequence[^1].At > Gap)
            {
                yield return sequence;
                sequence = [];
            }
            sequence.Add(frame);
        }
        if (sequence.Count > 0)
        {
            yield return sequence;
        }
    }
}
