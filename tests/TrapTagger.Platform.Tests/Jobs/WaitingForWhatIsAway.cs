using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using TrapTagger.Platform.Jobs;
using TrapTagger.Testing;

namespace TrapTagger.Platform.Tests.Jobs;

/// <summary>
/// A job whose store, database or disk is away has not failed: it waits, and is done when that is back.
/// </summary>
public sealed class WaitingForWhatIsAway
{
    private const int Full = 13;

    private sealed record Fetch(string What);

    private sealed class FetchJob(Store store) : IJob<Fetch>
    {
        public Task RunAsync(Fetch argument, CancellationToken ct)
        {
            store.Asked++;
            return store.Away is null ? Task.CompletedTask : throw store.Away;
        }
    }

    private sealed class Store
    {
        public Exception? Away { get; set; }

        public int Asked { get; set; }
    }

    [Fact]
    public Task it_waits_with_the_reason_however_often_and_is_never_parked() =>
        Waits(new UnavailableException("The store does not answer."), "The store does not answer.");

    [Fact]
    public Task so_it_does_where_the_database_has_no_room()
    {
        Assert.SkipWhen(TestDatabase.IsServer, "This is how the embedded database says it.");
        return Waits(new SqliteException("It is full.", Full), "The database can't be used: It is full.");
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(3, 8)]
    [InlineData(5, 30)]
    [InlineData(2000, 30)]
    public void it_waits_longer_each_time_up_to_half_a_minute(int waits, int seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), RunJob.Wait(waits));

    private static async Task Waits(Exception away, string reason)
    {
        await using var platform = await PlatformUnderTest.StartAsync(Worker);
        platform.Get<Store>().Away = away;
        await Enqueue(platform);

        // More often than a job may fail, and than it may take its worker down.
        await Eventually.Is(() => TriedAtOnce(platform), asked => asked > 30);
        Assert.Equal(
            $"0 {reason}",
            await Eventually.Is(
                () => platform.Ask<string?>("SELECT concat(failures, ' ', reason) FROM job WHERE state = 'waiting'"),
                waiting => waiting is not null));

        platform.Get<Store>().Away = null;
        await Eventually.Is(
            async () =>
            {
                await TriedAtOnce(platform);
                return await platform.Ask<long>("SELECT count(*) FROM job");
            },
            left => left == 0);
    }

    private static async Task<int> TriedAtOnce(PlatformUnderTest platform)
    {
        await platform.Ask<long>("UPDATE job SET due_at = created_at WHERE state = 'waiting'");
        return platform.Get<Store>().Asked;
    }

    private static async Task Enqueue(PlatformUnderTest platform)
    {
        await using var work = await platform.Db.BeginAsync(TestContext.Current.CancellationToken);
        await platform.Get<JobQueue>().EnqueueAsync(work, new Fetch("a photograph"), "fetching/1");
        await work.CommitAsync();
    }

    private static void Worker(IServiceCollection services, string connection) => services
        .AddSingleton<Store>()
        .AddJob<FetchJob, Fetch>(Queues.Cpu)
        .AddJobRunner(new(new Dictionary<string, int> { [Queues.Cpu] = 1 }), connection);
}
