namespace TrapTagger.Annotation;

/// <summary>
/// Divides a sequence that is too long: wherever the site as a whole turns from empty to occupied or back, and then
/// at every 15 minutes. Grass in the wind and a herd that stays are what makes such sequences.
/// </summary>
internal static class LongSequence
{
    /// <summary>A camera that has seen nothing for this long counts as empty again.</summary>
    private static readonly TimeSpan Memory = TimeSpan.FromMinutes(7.5);

    internal static IEnumerable<IReadOnlyList<Sighting>> Divide(IReadOnlyList<Sighting> sequence) =>
        ByOccupation(sequence
                .GroupBy(f => f.Camera)
                .SelectMany(Runs)
                .OrderBy(r => r.Start)
                .ThenBy(r => r.Frames[0].Frame))
            .SelectMany(Pieces);

    /// <summary>Consecutive frames of one camera that all show something, or all nothing.</summary>
    private static IEnumerable<Run> Runs(IEnumerable<Sighting> camera)
    {
        Run? run = null;
        foreach (var frame in camera)
        {
            if (run is null || run.IsPresent != frame.IsPresent || frame.At - run.End > Memory)
            {
                if (run is not null)
                {
                    yield return run;
                }
                run = new(frame.Camera, frame.IsPresent, []);
            }
            run.Frames.Add(frame);
        }
        if (run is not null)
        {
            yield return run;
        }
    }

    private static IEnumerable<List<Sighting>> ByOccupation(IEnumerable<Run> runs)
    {
        var lastSeen = new Dictionary<long, DateTime>();
        var cluster = new List<Sighting>();
        var wasEmpty = false;
        foreach (var run in runs)
        {
            if (run.IsPresent)
            {
                lastSeen[run.Camera] = run.End;
            }
            else
            {
                lastSeen.Remove(run.Camera);
            }
            var isEmpty = !lastSeen.Values.Any(seen => run.Start - seen <= Memory);
            if (cluster.Count > 0 && isEmpty != wasEmpty)
            {
                yield return cluster;
                cluster = [];
            }
            cluster.AddRange(run.Frames);
            wasEmpty = isEmpty;
        }
        yield return cluster;
    }

    private static IEnumerable<IReadOnlyList<Sighting>> Pieces(List<Sighting> cluster)
    {
        var piece = new List<Sighting>();
        foreach (var frame in cluster.OrderBy(f => f.At).ThenBy(f => f.Path, StringComparer.Ordinal))
        {
            if (piece.Count > 0 && frame.At - piece[0].At > Clusters.Longest)
            {
                yield return piece;
                piece = [];
            }
            piece.Add(frame);
        }
        yield return piece;
    }

    private sealed record Run(long Camera, bool IsPresent, List<Sighting> Frames)
    {
        public DateTime Start => Frames[0].At!.Value;

        public DateTime End => Frames[^1].At!.Value;
    }
}
