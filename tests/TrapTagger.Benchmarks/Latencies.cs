using System.Collections.Concurrent;
using System.Diagnostics;

namespace TrapTagger.Benchmarks;

/// <summary>How long something took, many times over.</summary>
internal sealed class Latencies
{
    private readonly ConcurrentBag<double> _milliseconds = [];

    internal int Count => _milliseconds.Count;

    internal async Task<T> Of<T>(Func<Task<T>> work)
    {
        var began = Stopwatch.GetTimestamp();
        var result = await work();
        _milliseconds.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
        return result;
    }

    /// <summary>How many times as long as two other things together, for the median and the 95th percentile.</summary>
    internal string Beside(Latencies one, Latencies other) => FormattableString.Invariant(
        $"{At(0.5) / (one.At(0.5) + other.At(0.5)):F1} and {At(0.95) / (one.At(0.95) + other.At(0.95)):F1}");

    public override string ToString() => FormattableString.Invariant(
        $"{Count} times, p50 {At(0.5):F1} ms, p95 {At(0.95):F1} ms, max {At(1):F1} ms");

    private double At(double share) => _milliseconds.Order().ElementAt((int)(share * (Count - 1)));
}
