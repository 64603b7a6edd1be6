using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using TrapTagger.Platform;
using TrapTagger.Platform.Data;
using TrapTagger.Platform.Jobs;
using TrapTagger.Testing;

namespace TrapTagger.Benchmarks;

/// <summary>
/// Several worker processes on one MariaDB with jobs that only write one row: how many of them are begun a second, how
/// evenly they are shared, and how long one waits that is asked for while nothing else is to be done. Beside them
/// stands one process that takes the same rows by SKIP LOCKED, ten at a time, without any engine.
/// </summary>
internal static class JobsBenchmark
{
    private const int IdleJobs = 100;

    /// <param name="args">Workers (4) and jobs (2,000); or what a worker is started with.</param>
    internal static int Run(string[] args)
    {
        if (args is ["worker", var settings])
        {
            Worker(settings).Run();
            return 0;
        }
        if (!MariaDbServer.IsInstalled)
        {
            Console.WriteLine(MariaDbServer.Absent);
            return 1;
        }
        var workers = args is [var w, ..] ? int.Parse(w, CultureInfo.InvariantCulture) : 4;
        var jobs = args is [_, var j, ..] ? int.Parse(j, CultureInfo.InvariantCulture) : 2000;
        RunAsync(workers, jobs).GetAwaiter().GetResult();
        return 0;
    }

    private static async Task RunAsync(int workers, int jobs)
    {
        var server = new MariaDbServer();
        var settings = server.CreateDatabase("jobs");
        using var asking = Host(settings, runs: false);
        await asking.Services.GetRequiredService<Migrations>().ApplyAsync(default);
        var rows = new SiteRows(settings);
        await rows.Run("CREATE TABLE tick (id bigint PRIMARY KEY, worker varchar(40), waited double)");
        var processes = Enumerable.Range(0, workers).Select(_ => Start(settings)).ToList();
        await AskAsync(asking, [.. Enumerable.Range(0, 50).Select(i => new Tick(i, 0))]);
        await IsDone(rows);

        await rows.Run("DELETE FROM tick");
        var began = Stopwatch.GetTimestamp();
        await AskAsync(asking, [.. Enumerable.Range(0, jobs).Select(i => new Tick(i, 0))]);
        await IsDone(rows);
        var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        var shares = await rows.Rows<long>("SELECT count(*) FROM tick GROUP BY worker ORDER BY count(*)");
        Console.WriteLine(FormattableString.Invariant(
            $"{workers} workers, {jobs} jobs: {jobs / seconds:F0} jobs/s, shares {string.Join(", ", shares)}"));

        await rows.Run("DELETE FROM tick");
        for (var i = 0; i < IdleJobs; i++)
        {
            await AskAsync(asking, [new Tick(i, Stopwatch.GetTimestamp())]);
            await IsDone(rows);
            await Task.Delay(Random.Shared.Next(50, 400));
        }
        var waits = (await rows.Rows<double>("SELECT waited FROM tick")).Order().ToList();
        Console.WriteLine(FormattableString.Invariant(
            $"idle: begun after p50 {waits[waits.Count / 2]:F0} ms, p95 {waits[waits.Count * 95 / 100]:F0} ms"));
        Console.WriteLine(FormattableString.Invariant($"reference: {await SkipLockedAsync(settings, jobs):F0} rows/s"));

        foreach (var process in processes)
        {
            process.Kill();
            await process.WaitForExitAsync();
        }
        server.Stop();
    }

    /// <summary>Rows a second that one process takes, ten at a time.</summary>
    private static async Task<double> SkipLockedAsync(string settings, int jobs)
    {
        var rows = new SiteRows(settings);
        await rows.Run("CREATE TABLE plain (id bigint PRIMARY KEY, taken int NOT NULL, KEY (taken, id))");
        await rows.Run("INSERT INTO plain SELECT seq, 0 FROM seq_1_to_100000 WHERE seq <= @jobs", new { jobs });
        using var host = Host(settings, runs: false);
        var db = host.Services.GetRequiredService<Db>();
        var began = Stopwatch.GetTimestamp();
        for (var taken = 0; taken < jobs; taken += 10)
        {
            await using var work = await db.BeginAsync(default);
            var ids = await work.QueryAsync<long>(
                "SELECT id FROM plain WHERE taken = 0 ORDER BY id LIMIT 10 FOR UPDATE SKIP LOCKED");
            await work.ExecuteAsync("UPDATE plain SET taken = 1 WHERE id IN @ids", new { ids });
            await work.CommitAsync();
        }
        return jobs / Stopwatch.GetElapsedTime(began).TotalSeconds;
    }

    private static async Task AskAsync(IHost host, IReadOnlyCollection<Tick> ticks)
    {
        await using var work = await host.Services.GetRequiredService<Db>().BeginAsync(default);
        await host.Services.GetRequiredService<JobQueue>().EnqueueAllAsync(work, ticks, "tick/1");
        await work.CommitAsync();
    }

    private static Task<long> IsDone(SiteRows rows) =>
        Eventually.Is(() => rows.Ask<long>("SELECT count(*) FROM job"), left => left == 0);

    private static Process Start(string settings) => Process.Start(
        new ProcessStartInfo(Environment.ProcessPath!, ["jobs", "worker", settings]))!;

    private static IHost Worker(string settings) => Host(settings, runs: true);

    private static IHost Host(string settings, bool runs)
    {
        var builder = Microsoft.Extensions.Hosting.Host.CreateApplicationBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Error);
        builder.Configuration["TrapTagger:DataFolder"] = Path.GetTempPath();
        builder.Configuration["ConnectionStrings:traptagger"] = settings;
        builder.Configuration["ConnectionStrings:objects"] = $"Folder={Path.GetTempPath()}traptagger-objects";
        builder.Services.AddPlatform(builder.Configuration).AddJob<TickJob, Tick>(Queues.Cpu);
        if (runs)
        {
            builder.Services.AddJobRunner(new(new Dictionary<string, int> { [Queues.Cpu] = 2 }), settings);
        }
        return builder.Build();
    }

    private sealed record Tick(long Id, long AskedAt);

    private sealed class TickJob(Db db) : IJob<Tick>
    {
        public async Task RunAsync(Tick argument, CancellationToken ct)
        {
            var waited = Stopwatch.GetElapsedTime(argument.AskedAt).TotalMilliseconds;
            await using var session = await db.OpenAsync(ct);
            await session.InsertNewAsync(
                "tick", [new { argument.Id, Worker = $"{Environment.ProcessId}", Waited = waited }]);
        }
    }
}
