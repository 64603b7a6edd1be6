using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using TrapTagger.Platform.Jobs;
using TrapTagger.Testing;

namespace TrapTagger.Platform.Tests.Jobs;

public sealed class RunningJobs
{
    private sealed record Greet(string Whom, bool Fails = false, bool Waits = false);

    private sealed class GreetJob(Greeted greeted) : IJob<Greet>
    {
        public async Task RunAsync(Greet argument, CancellationToken ct)
        {
            greeted.Add(argument.Whom);
            if (argument.Fails)
            {
                throw new InvalidDataException("They were rude.");
            }
            if (argument.Waits)
            {
                await Task.Delay(Timeout.Infinite, ct);
            }
        }
    }

    private sealed class Greeted : ConcurrentBag<string>;

    [Fact]
    public async Task a_job_asked_for_in_a_transaction_runs_once_it_commits_and_its_row_goes()
    {
        await using var platform = await PlatformUnderTest.StartAsync(Worker);

        await Enqueue(platform, commit: false, new Greet("nobody"));
        await Enqueue(platform, commit: true, new Greet("Ann"), new Greet("Ben"));

        await Eventually.Is(() => platform.Ask<long>("SELECT count(*) FROM job"), left => left == 0);
        Assert.Equal(["Ann", "Ben"], platform.Get<Greeted>().Order());
    }

    [Fact]
    public async Task a_job_that_fails_waits_and_is_tried_again_and_says_why()
    {
        await using var platform = await PlatformUnderTest.StartAsync(Worker);

        await Enqueue(platform, commit: true, new Greet("Ann", Fails: true));

        await Eventually.Is(() => platform.Ask<string>("SELECT concat(state, failures, reason) FROM job"),
            seen => seen == "waiting1They were rude.");
    }

    [Fact]
    public async Task a_job_that_failed_three_times_is_parked()
    {
        await using var platform = await PlatformUnderTest.StartAsync(Worker);
        await Enqueue(platform, commit: true, new Greet("Ann", Fails: true));

        await Eventually.Is(
            async () =>
            {
                await platform.Ask<long>("UPDATE job SET due_at = created_at WHERE state = 'waiting'");
                return await platform.Ask<string>("SELECT state FROM job");
            },
            state => state == "parked");

        Assert.Equal(3, platform.Get<Greeted>().Count);
    }

    [Fact]
    public async Task a_worker_that_is_stopped_hands_its_job_to_the_next_one()
    {
        await using var site = await PlatformUnderTest.StartAsync(Kinds);
        await Enqueue(site, commit: true, new Greet("Ann", Waits: true));
        await using (var worker = await site.BesideAsync(Worker))
        {
            await Eventually.Is(() => Task.FromResult(worker.Get<Greeted>().Count), count => count == 1);
        }
        Assert.Equal("waiting", await site.Ask<string>("SELECT state FROM job"));

        await using var next = await site.BesideAsync(Worker);

        await Eventually.Is(() => Task.FromResult(next.Get<Greeted>().Count), count => count == 1);
    }

    private static async Task Enqueue(PlatformUnderTest platform, bool commit, params Greet[] greetings)
    {
        await using var work = await platform.Db.BeginAsync(TestContext.Current.CancellationToken);
        await platform.Get<JobQueue>().EnqueueAllAsync(work, greetings, "greeting/1");
        if (commit)
        {
            await work.CommitAsync();
        }
    }

    private static void Kinds(IServiceCollection services, string connection) =>
        services.AddSingleton<Greeted>().AddJob<GreetJob, Greet>(Queues.Cpu);

    private static void Worker(IServiceCollection services, string connection)
    {
        Kinds(services, connection);
        services.AddJobRunner(new(new Dictionary<string, int> { [Queues.Cpu] = 2 }), connection);
    }
}
