using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using TrapTagger.Platform.Jobs;
using TrapTagger.Testing;

namespace TrapTagger.Platform.Tests.Jobs;

/// <summary>A row that says a worker has it, when no worker does.</summary>
public sealed class LosingAJob
{
    private sealed record Greet(string Whom, bool Waits = false);

    private sealed class GreetJob(Greeted greeted) : IJob<Greet>
    {
        public async Task RunAsync(Greet argument, CancellationToken ct)
        {
            greeted.Add(argument.Whom);
            if (argument.Waits)
            {
                await Task.Delay(Timeout.Infinite, ct);
            }
        }
    }

    private sealed class Greeted : ConcurrentBag<string>;

    /// <summary>Tells the time, but what should take a minute takes a second.</summary>
    private sealed class HastyClock : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            base.CreateTimer(callback, state, Sooner(dueTime), Sooner(period));

        private static TimeSpan Sooner(TimeSpan time) => time >= TimeSpan.FromMinutes(1) ? time / 60 : time;
    }

    private const string FullFile = """
        CREATE TRIGGER full_1 BEFORE DELETE ON job BEGIN SELECT raise(FAIL, 'The disk is full.'); END;
        CREATE TRIGGER full_2 BEFORE UPDATE ON job WHEN old.state = 'running'
            BEGIN SELECT raise(FAIL, 'The disk is full.'); END;
        """;

    private const string FullServer = """
        CREATE TRIGGER full_1 BEFORE DELETE ON job FOR EACH ROW SIGNAL SQLSTATE '45000';
        CREATE TRIGGER full_2 BEFORE UPDATE ON job FOR EACH ROW
            IF old.state = 'running' THEN SIGNAL SQLSTATE '45000'; END IF;
        """;

    [Theory]
    [InlineData("scheduled")]
    [InlineData("running")]
    public async Task a_worker_that_starts_takes_up_what_an_earlier_one_lost(string state)
    {
        await using var site = await PlatformUnderTest.StartAsync(Kinds);
        await Enqueue(site, new Greet("Ann"));
        await site.Ask<long>("UPDATE job SET state = @state", new { state });

        await using var worker = await site.BesideAsync(Worker);

        await Eventually.Is(() => site.Ask<long>("SELECT count(*) FROM job"), left => left == 0);
        Assert.Equal(["Ann"], worker.Get<Greeted>());
    }

    [Fact]
    public async Task a_job_whose_end_could_not_be_written_is_done_again_once_it_can()
    {
        await using var platform = await PlatformUnderTest.StartAsync(Worker);
        await platform.Ask<long>(TestDatabase.IsServer ? FullServer : FullFile);
        await Enqueue(platform, new Greet("Ann"));
        await Eventually.Is(
            () => platform.Ask<string>("SELECT concat(state, (SELECT count(*) FROM QRTZ_JOB_DETAILS)) FROM job"),
            seen => seen == "running0");

        await platform.Ask<long>("DROP TRIGGER full_1; DROP TRIGGER full_2");

        await Eventually.Is(() => platform.Ask<long>("SELECT count(*) FROM job"), left => left == 0);
    }

    [Fact]
    public async Task a_job_that_a_worker_has_is_left_to_it()
    {
        await using var platform = await PlatformUnderTest.StartAsync(Worker);
        await Enqueue(platform, new Greet("Ann", Waits: true));
        await Eventually.Is(() => platform.Ask<string>("SELECT state FROM job"), state => state == "running");

        // Twice, because the first time its own row may be looked at last.
        foreach (var lost in (string[])["Ben", "Cas"])
        {
            await Enqueue(platform, new Greet(lost), "UPDATE job SET state = 'scheduled' WHERE state = 'waiting'");
            await Eventually.Is(() => platform.Ask<long>("SELECT count(*) FROM job"), left => left == 1);
        }

        Assert.Equal("running1", await platform.Ask<string>("SELECT concat(state, runs) FROM job"));
        Assert.Equal(["Ann", "Ben", "Cas"], platform.Get<Greeted>().Order());
    }

    private static async Task Enqueue(PlatformUnderTest platform, Greet greeting, string? andThen = null)
    {
        await using var work = await platform.Db.BeginAsync(TestContext.Current.CancellationToken);
        await platform.Get<JobQueue>().EnqueueAsync(work, greeting, "greeting/1");
        if (andThen is not null)
        {
            await work.ExecuteAsync(andThen);
        }
        await work.CommitAsync();
    }

    private static void Kinds(IServiceCollection services, string connection) => services
        .AddSingleton<TimeProvider, HastyClock>().AddSingleton<Greeted>().AddJob<GreetJob, Greet>(Queues.Cpu);

    private static void Worker(IServiceCollection services, string connection)
    {
        Kinds(services, connection);
        services.AddJobRunner(new(new Dictionary<string, int> { [Queues.Cpu] = 2 }), connection);
    }
}
