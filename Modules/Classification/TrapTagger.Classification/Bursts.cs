namespace TrapTagger.Classification;

/// <summary>Which frames are looked at together: what one trigger took, or an animal that stayed.</summary>
internal static class Bursts
{
    /// <summary>The longest pause within a burst.</summary>
    internal static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);

    /// <summary>A longer series is cut: ten frames show what moves, and an hour of time lapse need not be in memory.
    /// </summary>
    internal const int Longest = 10;

    /// <summary>Cuts frames into bursts; a frame without a time is one alone.</summary>
    /// <param name="frames">In order of camera and time; the order is kept.</param>
    internal static IEnumerable<IReadOnlyList<T>> Split<T>(
        IEnumerable<T> frames, Func<T, long> camera, Func<T, DateTime?> takenAt)
    {
        var burst = new List<T>();
        foreach (var frame in frames)
        {
            if (burst.Count == Longest || (burst.Count > 0 && !Follows(frame, burst[^1])))
            {
                yield return burst;
                burst = [];
            }

            burst.Add(frame);
        }

        if (burst.Count > 0)
        {
            yield return burst;
        }

        // A comparison with an unknown time is false.
        bool Follows(T frame, T last) =>
            camera(frame) == camera(last) && (takenAt(frame) - takenAt(last))?.Duration() <= Pause;
    }
}
