using Microsoft.Extensions.Caching.Memory;

namespace TrapTagger.Platform.Coordination;

/// <summary>Within this process: all there is without Redis, and what goes on while Redis is gone.</summary>
internal sealed class InProcessCoordination(Signals signals) : ICoordination, IDisposable
{
    private readonly Lock _counting = new();
    private readonly MemoryCache _counters = new(new MemoryCacheOptions());

    public bool ReachesEveryProcess => false;

    public void Publish(IReadOnlyCollection<string> subjects) => signals.Raise(subjects);

    public Follower Follow(string subject) => signals.Follow(subject);

    public Task<long> CountAsync(string key, TimeSpan window)
    {
        lock (_counting)
        {
            var counter = _counters.GetOrCreate(key, entry =>
            {
                entry.AbsoluteExpirationRelativeToNow = window;
                return new Counter();
            })!;
            return Task.FromResult(++counter.Count);
        }
    }

    public Task<string?> RecallAsync(string key) => Task.FromResult<string?>(null);

    public Task KeepAsync(string key, string value, TimeSpan lifetime) => Task.CompletedTask;

    public void Dispose() => _counters.Dispose();

    private sealed class Counter
    {
        public long Count { get; set; }
    }
}
