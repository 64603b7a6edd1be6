using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using TrapTagger.Platform.Coordination;
using TrapTagger.Platform.Data;
using TrapTagger.Testing;

namespace TrapTagger.Platform.Tests.Coordination;

/// <summary>Two processes of one site, which meet in Redis alone.</summary>
public sealed class SharingARedis
{
    [Fact]
    public async Task a_change_committed_in_one_process_is_heard_in_the_other()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var one = await PlatformUnderTest.StartAsync(redis: redis);
        await using var other = await one.BesideAsync();
        await BothReach(one, other);
        using var follower = other.Get<ICoordination>().Follow("survey/12");
        using var stranger = other.Get<ICoordination>().Follow("survey/13");
        var heard = follower.WaitAsync(Timeout.InfiniteTimeSpan, TimeProvider.System, Stop);
        var nothing = stranger.WaitAsync(Timeout.InfiniteTimeSpan, TimeProvider.System, Stop);

        await using (var dropped = await one.Db.BeginAsync(Stop))
        {
            dropped.Touch("survey/13");
        }
        await using (var work = await one.Db.BeginAsync(Stop))
        {
            work.Touch("survey/12");
            Assert.False(heard.IsCompleted);
            await work.CommitAsync();
        }

        await heard;
        Assert.False(nothing.IsCompleted);
    }

    [Fact]
    public async Task what_one_process_counts_and_keeps_the_other_finds()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var one = await PlatformUnderTest.StartAsync(redis: redis);
        await using var other = await one.BesideAsync();
        await BothReach(one, other);
        var (first, second) = (one.Get<ICoordination>(), other.Get<ICoordination>());
        var minute = TimeSpan.FromMinutes(1);

        Assert.Equal(1, await first.CountAsync("sign-in", minute));
        Assert.Equal(2, await second.CountAsync("sign-in", minute));
        Assert.Equal(3, await first.CountAsync("sign-in", minute));
        Assert.Null(await second.RecallAsync("tally"));
        await first.KeepAsync("tally", "12 jaguars", minute);
        Assert.Equal("12 jaguars", await second.RecallAsync("tally"));
    }

    [Fact]
    public async Task while_it_is_gone_each_goes_on_alone_and_afterwards_they_meet_again()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var one = await PlatformUnderTest.StartAsync(redis: redis);
        await using var other = await one.BesideAsync();
        await BothReach(one, other);
        var coordination = other.Get<ICoordination>();
        using var follower = coordination.Follow("survey/12");
        var woken = follower.WaitAsync(Timeout.InfiniteTimeSpan, TimeProvider.System, Stop);
        var minutes = TimeSpan.FromMinutes(10);
        Assert.Equal(1, await coordination.CountAsync("sign-in", minutes));

        await redis.Stop();

        // Whoever waits for a signal must begin to look.
        await woken;
        await Eventually.Is(() => Task.FromResult(coordination.ReachesEveryProcess), reaches => !reaches);
        Assert.Equal(2, await coordination.CountAsync("sign-in", minutes));
        Assert.Equal(
            $"Degraded: Redis at {redis.Address} does not answer: live updates are slower until it does.",
            await Health(other));

        await redis.Start();

        await BothReach(one, other);
        Assert.Equal($"Healthy: Redis at {redis.Address} passes changes on to every page.", await Health(other));
        var heard = follower.WaitAsync(Timeout.InfiniteTimeSpan, TimeProvider.System, Stop);
        one.Get<ICoordination>().Publish(["survey/12"]);
        await heard;
        Assert.Equal(3, await coordination.CountAsync("sign-in", minutes)); // Redis itself has forgotten
    }

    [Fact]
    public async Task what_changed_in_a_process_before_it_found_redis_is_told_afterwards()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var one = await PlatformUnderTest.StartAsync(redis: redis);
        await BothReach(one);
        using var follower = one.Get<ICoordination>().Follow("survey/12");
        var heard = follower.WaitAsync(Timeout.InfiniteTimeSpan, TimeProvider.System, Stop);

        // It publishes before it is connected: a worker that starts with work at hand.
        await using var other = await one.BesideAsync((services, _) => services.AddHostedService<Early>());

        await heard;
    }

    private sealed class Early(ICoordination coordination) : IHostedLifecycleService
    {
        public Task StartingAsync(CancellationToken cancellationToken)
        {
            coordination.Publish(["survey/12"]);
            return Task.CompletedTask;
        }

        public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }

    [Fact]
    public async Task a_redis_that_hangs_costs_one_request_a_moment_and_the_next_ones_nothing()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var platform = await PlatformUnderTest.StartAsync(redis: redis);
        await BothReach(platform);
        var coordination = platform.Get<ICoordination>();
        await redis.Pause();

        var watch = Stopwatch.StartNew();
        for (var expected = 1; expected <= 1000; expected++)
        {
            await coordination.CountAsync("sign-in", TimeSpan.FromMinutes(5));
        }

        // A thousand waits of half a second each would be more than eight minutes.
        Assert.True(watch.Elapsed < TimeSpan.FromMinutes(1), $"It took {watch.Elapsed}.");
        Assert.False(coordination.ReachesEveryProcess);
        await redis.Continue();
        await BothReach(platform);
    }

    [Fact]
    public async Task a_site_starts_without_it_and_finds_it_later()
    {
        await using var redis = await RedisServer.StartAsync();
        await redis.Stop();
        await using var platform = await PlatformUnderTest.StartAsync(redis: redis);
        Assert.False(platform.Get<ICoordination>().ReachesEveryProcess);

        await redis.Start();

        await BothReach(platform);
    }

    [Fact]
    public async Task a_wrong_password_is_called_one()
    {
        await using var redis = await RedisServer.StartAsync("--requirepass", "right");
        await using var platform = await PlatformUnderTest.StartAsync(redis: redis, redisPassword: "wrong");

        await Eventually.Is(() => Health(platform), seen => seen ==
            $"Degraded: Redis at {redis.Address} refuses the user or password of the setting "
            + "'ConnectionStrings:redis': live updates are slower until they agree.");
    }

    [Theory]
    [InlineData("localhost:6379,nonsense=1", "The setting 'ConnectionStrings:redis' can't be read: ")]
    [InlineData("password=secret", "The setting 'ConnectionStrings:redis' can't be read: it names no host")]
    public void a_connection_string_that_makes_no_sense_is_said_so(string text, string beginning)
    {
        var refused = Assert.Throws<UnusableSettingException>(() => RedisSettings.Of(text));

        Assert.StartsWith(beginning, refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", refused.Message, StringComparison.Ordinal);
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static async Task BothReach(params PlatformUnderTest[] processes)
    {
        foreach (var process in processes)
        {
            await Eventually.Is(
                () => Task.FromResult(process.Get<ICoordination>().ReachesEveryProcess), reaches => reaches);
        }
    }

    private static async Task<string> Health(PlatformUnderTest platform)
    {
        var report = await platform.Get<HealthCheckService>().CheckHealthAsync(check => check.Name == "redis", Stop);
        return $"{report.Status}: {report.Entries["redis"].Description}";
    }
}
