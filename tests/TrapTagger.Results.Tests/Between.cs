using System.Collections.Concurrent;
using TrapTagger.Platform.Coordination;

namespace TrapTagger.Results.Tests;

/// <summary>What lies between web processes, or, with nothing shared, around the only one.</summary>
internal sealed class Between(bool isShared) : ICoordination
{
    private readonly ConcurrentDictionary<string, string> _kept = new();

    public bool ReachesEveryProcess => isShared;

    public Task<string?> RecallAsync(string key) => Task.FromResult(_kept.GetValueOrDefault(key));

    public Task KeepAsync(string key, string value, TimeSpan lifetime)
    {
        Assert.True(isShared);
        _kept[key] = value;
        return Task.CompletedTask;
    }

    public void Publish(IReadOnlyCollection<string> subjects) => throw new NotSupportedException();

    public Follower Follow(string subject) => throw new NotSupportedException();

    public Task<long> CountAsync(string key, TimeSpan window) => throw new NotSupportedException();
}
