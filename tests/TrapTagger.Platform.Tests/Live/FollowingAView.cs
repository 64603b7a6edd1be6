using System.Text;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using TrapTagger.Platform.Coordination;
using TrapTagger.Platform.Html;
using TrapTagger.Platform.Live;

namespace TrapTagger.Platform.Tests.Live;

public sealed class FollowingAView
{
    private sealed record Count(int Number, HashSet<object> Living);

    private sealed class CountPanel : View<Count>, IDisposable
    {
        protected override void OnInitialized() => Model.Living.Add(this);

        protected override void BuildRenderTree(RenderTreeBuilder builder) =>
            builder.AddMarkupContent(0, $"<p>{Model.Number}</p>");

        public void Dispose() => Model.Living.Remove(this);
    }

    /// <summary>Every wait is over at once.</summary>
    private sealed class HastyClock : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            base.CreateTimer(callback, state, TimeSpan.Zero, period);
    }

    /// <summary>The same, where time passes as the test says.</summary>
    private sealed class StarvedClock : TimeProvider
    {
        private long _ticks;

        public List<TimeSpan> Waits { get; } = [];

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _ticks;

        public void Passes(TimeSpan time) => _ticks += time.Ticks;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            Waits.Add(dueTime);
            return base.CreateTimer(callback, state, TimeSpan.Zero, period);
        }
    }

    [Fact]
    public async Task what_changed_is_sent_and_nothing_is_kept_of_what_was_rendered()
    {
        await using var platform = await PlatformUnderTest.StartAsync();
        using var sent = new MemoryStream();
        await using var services = Services(platform, new HastyClock());
        var http = new DefaultHttpContext { RequestServices = services, Response = { Body = sent } };
        var numbers = new Queue<int>([1, 1, 2, 2, 1]);
        var living = new HashSet<object>();
        var kept = new List<int>();

        await LiveView.Stream<CountPanel, Count>(http, "numbers", _ =>
        {
            kept.Add(living.Count);
            return Task.FromResult(numbers.TryDequeue(out var number) ? new Count(number, living) : null);
        }).ExecuteAsync(http);

        Assert.Equal(
            ["data: <p>1</p>", "data: <p>2</p>", "data: <p>1</p>"],
            Encoding.UTF8.GetString(sent.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal([0, 0, 0, 0, 0, 0], kept);
    }

    [Fact]
    public async Task after_a_look_that_took_half_a_minute_the_next_one_comes_soon()
    {
        await using var platform = await PlatformUnderTest.StartAsync();
        var clock = new StarvedClock();
        await using var services = Services(platform, clock);
        var http = new DefaultHttpContext { RequestServices = services, Response = { Body = Stream.Null } };
        var looks = 0;

        await LiveView.Stream<CountPanel, Count>(http, "numbers", _ =>
        {
            clock.Passes(TimeSpan.FromSeconds(30));
            return Task.FromResult(++looks < 4 ? new Count(looks, []) : null);
        }).ExecuteAsync(http);

        Assert.NotEmpty(clock.Waits);
        Assert.All(clock.Waits, wait => Assert.InRange(wait, TimeSpan.Zero, TimeSpan.FromSeconds(10)));
    }

    private static ServiceProvider Services(PlatformUnderTest platform, TimeProvider clock) => new ServiceCollection()
        .AddLogging()
        .AddSingleton(clock)
        .AddSingleton(platform.Get<ICoordination>())
        .AddSingleton(platform.Get<Microsoft.Extensions.Hosting.IHostApplicationLifetime>())
        .BuildServiceProvider();
}
