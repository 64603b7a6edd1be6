using Microsoft.Extensions.DependencyInjection;
using TrapTagger.Platform.Coordination;
using TrapTagger.Platform.Jobs;
using TrapTagger.Testing;

namespace TrapTagger.Platform.Tests.Jobs;

/// <summary>Whoever follows what a job is about, or all jobs, is told of each of its steps.</summary>
public sealed class FollowingAJob
{
    private sealed record Greet(bool Fails);

    private sealed class GreetJob(Doors doors) : IJob<Greet>
    {
        public async Task RunAsync(Greet argument, CancellationToken ct)
        {
            await doors.Entered.WaitAsync(ct);
            if (argument.Fails)
            {
                throw new InvalidDataException("They were rude.");
            }
        }
    }

    private sealed class Doors
    {
        public SemaphoreSlim Entered { get; } = new(0);
    }

    [Theory]
    [InlineData(false, null)]
    [InlineData(true, "waiting1")]
    public async Task being_asked_for_begun_and_ended_is_told(bool fails, string? left)
    {
        await using var platform = await PlatformUnderTest.StartAsync(Worker);
        var coordination = platform.Get<ICoordination>();
        using var about = coordination.Follow("greeting/1");
        using var all = coordination.Follow(JobBoard.Subject);

        await using (var work = await platform.Db.BeginAsync(Stop))
        {
            await platform.Get<JobQueue>().EnqueueAsync(work, new Greet(fails), "greeting/1");
            await work.CommitAsync();
        }
        await Told(about, all);
        await Eventually.Is(() => platform.Ask<string>("SELECT state FROM job"), state => state == "running");
        await Told(about, all);
        platform.Get<Doors>().Entered.Release();
        await Told(about, all);

        Assert.Equal(left, await platform.Ask<string>("SELECT concat(state, failures) FROM job"));
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static async Task Told(params Follower[] followers)
    {
        foreach (var follower in followers)
        {
            await follower.WaitAsync(Timeout.InfiniteTimeSpan, TimeProvider.System, Stop);
        }
    }

    private static void Worker(IServiceCollection services, string connection)
    {
        services.AddSingleton<Doors>().AddJob<GreetJob, Greet>(Queues.Cpu);
        services.AddJobRunner(new(new Dictionary<string, int> { [Queues.Cpu] = 1 }), connection);
    }
}
