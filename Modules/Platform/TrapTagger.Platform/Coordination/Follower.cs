namespace TrapTagger.Platform.Coordination;

/// <summary>Waits for one subject to change. Changes that come while nobody waits count as one.</summary>
public sealed class Follower : IDisposable
{
    private readonly Action<Follower> _leave;
    private volatile TaskCompletionSource _changed = Unchanged();

    internal Follower(string subject, Action<Follower> leave) => (Subject, _leave) = (subject, leave);

    internal string Subject { get; }

    /// <summary>Returns at the next change, or the one since it last returned, or when the time is over.</summary>
    public async Task WaitAsync(TimeSpan longest, TimeProvider clock, CancellationToken ct)
    {
        await _changed.Task.WaitAsync(longest, clock, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        ct.ThrowIfCancellationRequested();
        if (_changed.Task.IsCompleted)
        {
            // A change that falls between these two lines is not missed: the caller looks after this.
            _changed = Unchanged();
        }
    }

    internal void Raise() => _changed.TrySetResult();

    public void Dispose() => _leave(this);

    /// <summary>Continuations run elsewhere, or whoever publishes would render other people's pages.</summary>
    private static TaskCompletionSource Unchanged() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
