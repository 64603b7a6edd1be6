using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.Extensions.Caching.Memory;
using TrapTagger.Platform.Coordination;

namespace TrapTagger.Results;

/// <summary>
/// Keeps what took long to count, for twenty times as long as it took and a minute at most: somebody who looks through
/// a survey of a million frames waits once, and who asks meanwhile waits for the same count. What is counted in a
/// moment is counted anew each time. Several web processes show each other what they counted.
/// </summary>
internal sealed class KeptCounts(IMemoryCache cache, ICoordination all, TimeProvider clock) : IDisposable
{
    private const int TimesAsLong = 20;

    /// <summary>Another version of this code, which may run beside it, counts otherwise under the same names.</summary>
    private static readonly string Version = typeof(KeptCounts).Module.ModuleVersionId.ToString("N");

    /// <summary>Counts at a time: more would only slow each other, and those who label, down.</summary>
    private readonly SemaphoreSlim _turns = new(2);

    private readonly ConcurrentDictionary<string, object> _counting = new();

    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    /// <param name="key">Says whose numbers these are: it holds the organisation.</param>
    /// <param name="count">Is finished even when whoever asked has left: others may be waiting for it.</param>
    internal async Task<T> GetAsync<T>(string key, Func<Task<T>> count)
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

    private async Task<T> CountAsync<T>(string key, Func<Task<T>> count)
    {
        if (await all.RecallAsync(Shared(key)) is { } text)
        {
            var kept = JsonSerializer.Deserialize<Kept<T>>(text)!;
            cache.Set(key, kept.Count, Left(kept.Until - clock.GetUtcNow()));
            return kept.Count;
        }
        await _turns.WaitAsync();
        try
        {
            var began = clock.GetTimestamp();
            var counted = await count();
            if (KeepFor(clock.GetElapsedTime(began)) is { } time)
            {
                cache.Set(key, counted, time);
                await ShowAsync(key, counted, time);
            }
            return counted;
        }
        finally
        {
            _turns.Release();
        }
    }

    private Task ShowAsync<T>(string key, T counted, TimeSpan time) => all.ReachesEveryProcess
        ? all.KeepAsync(Shared(key), JsonSerializer.Serialize(new Kept<T>(clock.GetUtcNow() + time, counted)), time)
        : Task.CompletedTask;

    public void Dispose() => _turns.Dispose();

    /// <summary>How long a count that took so long is good for; null when it is not worth keeping.</summary>
    internal static TimeSpan? KeepFor(TimeSpan took) =>
        took < Moment ? null : took * TimesAsLong < Longest ? took * TimesAsLong : Longest;

    /// <summary>Never long, whatever the clocks of two machines make of it.</summary>
    private static TimeSpan Left(TimeSpan time) => time < Moment ? Moment : time < Longest ? time : Longest;

    private static string Shared(string key) => $"results/{Version}/{key}";

    private sealed record Kept<T>(DateTimeOffset Until, T Count);
}
