using TrapTagger.Platform.Coordination;

namespace TrapTagger.Platform.Tests.Coordination;

/// <summary>What a session changed is told when it is there for others to see, and not before.</summary>
public sealed class TouchingASubject
{
    [Fact]
    public async Task a_transaction_tells_after_its_commit()
    {
        await using var platform = await PlatformUnderTest.StartAsync();
        using var follower = platform.Get<ICoordination>().Follow("survey/12");
        var heard = Wait(follower);

        await using (var dropped = await platform.Db.BeginAsync(Stop))
        {
            dropped.Touch("survey/12");
        }
        await using var work = await platform.Db.BeginAsync(Stop);
        work.Touch("survey/12");

        Assert.False(heard.IsCompleted);
        await work.CommitAsync();
        await heard;
    }

    [Fact]
    public async Task a_session_without_one_tells_when_it_ends()
    {
        await using var platform = await PlatformUnderTest.StartAsync();
        using var follower = platform.Get<ICoordination>().Follow("survey/12");
        var heard = Wait(follower);

        await using (var session = await platform.Db.OpenAsync(Stop))
        {
            session.Touch("survey/12");
            Assert.False(heard.IsCompleted);
        }

        await heard;
    }

    [Fact]
    public async Task changes_between_two_looks_are_one()
    {
        var signals = new Signals();
        using var follower = signals.Follow("survey/12");

        signals.Raise(["survey/12"]);
        signals.Raise(["survey/12", "survey/13"]);

        await Wait(follower);
        var next = Wait(follower);
        Assert.False(next.IsCompleted);
        signals.Raise(["survey/12"]);
        await next;
    }

    [Fact]
    public void who_left_is_told_nothing_more()
    {
        var signals = new Signals();
        var follower = signals.Follow("survey/12");
        follower.Dispose();

        signals.Raise(["survey/12"]);
        signals.RaiseAll();

        Assert.False(Wait(follower).IsCompleted);
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static Task Wait(Follower follower) =>
        follower.WaitAsync(Timeout.InfiniteTimeSpan, TimeProvider.System, Stop);
}
