using System.Collections.Concurrent;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Quartz;
using TrapTagger.Platform.Health;
using TrapTagger.Platform.Jobs;
using TrapTagger.Platform.Mail;
using TrapTagger.Testing;

namespace TrapTagger.Platform.Tests.Jobs;

/// <summary>A worker whose clock is twenty minutes off leaves the work to the others until it is right.</summary>
public sealed class WorkingByAWrongClock
{
    private sealed record Greet(string Whom, bool Waits = false);

    private sealed class GreetJob(Greeted greeted) : Platform.Jobs.IJob<Greet>
    {
        public async Task RunAsync(Greet argument, CancellationToken ct)
        {
            greeted.Add(argument.Whom);
            if (argument.Waits)
            {
                await greeted.MayGo.Task.WaitAsync(ct);
            }
        }
    }

    private sealed class Greeted : ConcurrentBag<string>
    {
        public TaskCompletionSource MayGo { get; } = new();
    }

    private sealed class WrongClock : TimeProvider
    {
        public TimeSpan Ahead { get; set; }

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Ahead;
    }

    [Theory]
    [InlineData(20)]
    [InlineData(-20)]
    public async Task one_that_starts_with_it_takes_nothing_says_so_and_begins_once_it_is_right(int minutes)
    {
        await using var site = await PlatformUnderTest.StartAsync(Kinds);
        var clock = new WrongClock { Ahead = TimeSpan.FromMinutes(minutes) * 1.02 }; // Its test takes seconds.
        await using var worker = await site.BesideAsync(Worker(clock));
        await Enqueue(site, new Greet("Ann"));
        await Writes(site);

        await Task.Delay(TimeSpan.FromSeconds(4), Stop);

        Assert.Equal("waiting0 waiting", await site.Ask<string>(
            "SELECT concat(state, runs, ' ', (SELECT state FROM mail)) FROM job"));
        Assert.Equal(
            $"The clock of the worker on {Environment.MachineName} is 20 minutes "
            + $"{(minutes > 0 ? "ahead of" : "behind")} the database's: it takes no work until NTP has set that right.",
            (await ActivatorUtilities.CreateInstance<ClockHealth>(worker.Get<IServiceProvider>())
                .CheckHealthAsync(new HealthCheckContext(), Stop)).Description);

        clock.Ahead = TimeSpan.Zero;
        await Eventually.Is(() => site.Ask<long>("SELECT count(*) FROM job"), left => left == 0);
        await Eventually.Is(() => site.Ask<string>("SELECT state FROM mail"), state => state == "sent");
        Assert.Equal(["Ann"], worker.Get<Greeted>());
    }

    [Theory]
    [InlineData(20)]
    [InlineData(-20)]
    public async Task one_that_gets_it_takes_no_other_one_for_dead_and_is_not_taken_for_dead(int minutes)
    {
        Assert.SkipUnless(TestDatabase.IsServer, "In a file there is one worker.");
        await using var site = await PlatformUnderTest.StartAsync(Kinds);
        var clock = new WrongClock();
        await using var wrong = await site.BesideAsync(Worker(clock));
        await Enqueue(site, new Greet("Ann", Waits: true));
        await Eventually.Is(() => Running(site), running => running == "Ann1");
        clock.Ahead = TimeSpan.FromMinutes(minutes);
        await IsAt(wrong, SchedulerStatus.Standby);
        await using var right = await site.BesideAsync(Worker(new WrongClock()));
        await Enqueue(site, new Greet("Ben", Waits: true));

        // Longer than a worker has to be silent before another one takes over what it had.
        await Task.Delay(TimeSpan.FromSeconds(20), Stop);

        Assert.Equal("Ann1, Ben1", await Running(site));
        Assert.Equal(["Ann"], wrong.Get<Greeted>());
        Assert.Equal(["Ben"], right.Get<Greeted>());
        wrong.Get<Greeted>().MayGo.SetResult();
        right.Get<Greeted>().MayGo.SetResult();
        await Eventually.Is(() => site.Ask<long>("SELECT count(*) FROM job"), left => left == 0);

        clock.Ahead = TimeSpan.Zero;
        await IsAt(wrong, SchedulerStatus.Running);
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static async Task IsAt(PlatformUnderTest worker, SchedulerStatus status)
    {
        var scheduler = await worker.Get<IServiceProvider>()
            .GetRequiredKeyedService<ISchedulerFactory>(Queues.Cpu).GetScheduler(Stop);
        await Eventually.Is(() => Task.FromResult(scheduler.Status), seen => seen == status);
    }

    /// <summary>Whom the jobs are about that run now, each with how often it was begun.</summary>
    private static Task<string?> Running(PlatformUnderTest site) => site.Ask<string>("""
        SELECT group_concat(concat(substr(argument, 10, 3), runs) ORDER BY id SEPARATOR ', ') FROM job
        WHERE state = 'running'
        """);

    private static async Task Enqueue(PlatformUnderTest site, Greet greeting)
    {
        await using var work = await site.Db.BeginAsync(Stop);
        await site.Get<JobQueue>().EnqueueAsync(work, greeting, "greeting/1");
        await work.CommitAsync();
    }

    private static async Task Writes(PlatformUnderTest site)
    {
        site.Get<IDataProtectionProvider>().CreateProtector("a page").Protect("");
        await using var work = await site.Db.BeginAsync(Stop);
        await site.Get<IMailer>().SendAsync(work, new("ann@example.org", "Hello", "Ann", ["First."]));
        await work.CommitAsync();
    }

    private static void Kinds(IServiceCollection services, string connection) =>
        services.AddSingleton<Greeted>().AddJob<GreetJob, Greet>(Queues.Cpu);

    private static Action<IServiceCollection, string> Worker(TimeProvider clock) => (services, connection) =>
    {
        Kinds(services, connection);
        services.AddSingleton(clock).AddMailSending()
            .AddJobRunner(new(new Dictionary<string, int> { [Queues.Cpu] = 2 }), connection);
    };
}
