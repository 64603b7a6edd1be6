using StackExchange.Redis;

namespace TrapTagger.Platform.Coordination;

/// <summary>
/// Between all processes that share a Redis. While it does not answer, each goes on by itself: signals reach its own
/// pages, it counts alone, and nothing is recalled.
/// </summary>
internal sealed class RedisCoordination(RedisLink link, Signals signals, InProcessCoordination alone) : ICoordination
{
    /// <summary>Longer than this no page waits for Redis; then it counts as gone until it is heard again.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(500);

    private const int LongestValue = 1_000_000;

    // In one step, or a process that dies between the two would leave a counter that never ends.
    private const string Count = """
        local count = redis.call('INCR', KEYS[1])
        if count == 1 then redis.call('PEXPIRE', KEYS[1], ARGV[1]) end
        return count
        """;

    public bool ReachesEveryProcess => link.Answers;

    public void Publish(IReadOnlyCollection<string> subjects)
    {
        signals.Raise(subjects);
        link.Publish(subjects);
    }

    public Follower Follow(string subject) => signals.Follow(subject);

    /// <summary>
    /// Counted here as well: a moment without Redis begins no count at nought, and what was counted in it still counts
    /// when Redis is back.
    /// </summary>
    public async Task<long> CountAsync(string key, TimeSpan window)
    {
        var here = await alone.CountAsync(key, window);
        return Math.Max(here, await AskAsync(
            async redis => (long)await redis.ScriptEvaluateAsync(
                Count, [$"traptagger:count:{key}"], [(long)window.TotalMilliseconds]),
            () => Task.FromResult(here)));
    }

    public Task<string?> RecallAsync(string key) => AskAsync(
        async redis => (string?)await redis.StringGetAsync($"traptagger:value:{key}"),
        () => Task.FromResult<string?>(null));

    public Task KeepAsync(string key, string value, TimeSpan lifetime) => value.Length > LongestValue
        ? Task.CompletedTask
        : AskAsync(
            redis => redis.StringSetAsync($"traptagger:value:{key}", value, lifetime), () => Task.FromResult(false));

    private async Task<T> AskAsync<T>(Func<IDatabase, Task<T>> ask, Func<Task<T>> otherwise)
    {
        if (link.Database is { } redis)
        {
            try
            {
                return await ask(redis).WaitAsync(Patience);
            }
            catch (Exception e) when (e is RedisException or TimeoutException or ObjectDisposedException)
            {
                link.Lose();
            }
        }
        return await otherwise();
    }
}
