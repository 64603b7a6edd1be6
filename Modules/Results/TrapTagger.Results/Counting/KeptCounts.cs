using System.Collections.Concurrent;
using Microsoft.Extensions.Caching.Memory;

namespace TrapTagger.Results;

/// <summary>
/// Keeps what took long to count, for twenty times as long as it took and a minute at most: somebody who looks through
/// a survey of a million frames waits once, and who asks meanwhile waits for the same count. What is counted in a
/// moment is counted anew each time.
/// </summary>
internal sealed class KeptCounts(IMemoryCache cache, TimeProvider clock) : IDisposable
{
    private const int TimesAsLong = 20;

    /// <summary>Counts at a time: more would only slow each other, and those who label, down.</summary>
    private readonly SemaphoreSlim _turns = new(2);

    private readonly ConcurrentDictionary<object, object> _counting = new();

    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    /// <param name="key">Says whose numbers these are: it holds the organisation.</param>
    /// <param name="count">Is finished even when whoever asked has left: others may be waiting for it.</param>
    internal async Task<T> GetAsync<T>(object key, Func<Task<T>> count)
    {
        if (cache.TryGetValue(key, out T? kept))
        {
            return kept!;
        }
        var counting = (Lazy<Task<T>>)_counting.GetOrAdd(key, _ => new Lazy<Task<T>>(() => CountAsync(key, count)));
        try
        {
            return await counting.Value;
        }
        finally
        {
            _counting.TryRemove(new(key, counting));
        }
    }

    private async Task<T> CountAsync<T>(object key, Func<Task<T>> count)
    {
        await _turns.WaitAsync();
        try
        {
            var began = clock.GetTimestamp();
            var counted = await count();
            if (KeepFor(clock.GetElapsedTime(began)) is { } time)
            {
                cache.Set(key, counted, time);
            }
            return counted;
        }
        finally
        {
            _turns.Release();
        }
    }

    public void Dispose() => _turns.Dispose();

    /// <summary>How long a count that took so long is good for; null when it is not worth keeping.</summary>
    internal static TimeSpan? KeepFor(TimeSpan took) =>
        took < Moment ? null : took * TimesAsLong < Longest ? took * TimesAsLong : Longest;
}
