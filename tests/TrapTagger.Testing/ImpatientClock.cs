namespace TrapTagger.Testing;

/// <summary>
/// A clock that never comes to the end of a wait of several seconds: of a page that follows its data it leaves the
/// signals, and the looks that it takes often while no signal can come.
/// </summary>
public sealed class ImpatientClock : TimeProvider
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        base.CreateTimer(callback, state, dueTime >= Longest ? Timeout.InfiniteTimeSpan : dueTime, period);
}
