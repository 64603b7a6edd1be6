using System.Data.Common;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Quartz;
using TrapTagger.Platform.Data;
using TrapTagger.Platform.Workers;

namespace TrapTagger.Platform.Jobs;

/// <summary>
/// What Quartz runs for every job: look the row up, do the work, delete the row. Failing three times parks it for a
/// person to look at; so does taking the whole process down again and again. What only waits for something that is not
/// there now, the database or the store, has not failed, however long that takes.
/// </summary>
internal sealed class RunJob(
    Db db, JobKinds kinds, IServiceScopeFactory scopes, WorkerClock clock, ILogger<RunJob> log) : Quartz.IJob
{
    internal const string IdKey = "id";

    private const int MostFailures = 3;

    /// <summary>
    /// A worker is stopped in mid-job for many good reasons, so only a long series of it means something.
    /// </summary>
    private const int MostRuns = 25;

    private static readonly TimeSpan Breath = TimeSpan.FromSeconds(1);

    private const string Find = """
        SELECT id, kind, argument, subject, runs, failures, waits FROM job
        WHERE id = @id AND state NOT IN ('parked', 'cancelled')
        """;
    private const string Begin = """
        UPDATE job SET state = 'running', runs = runs + 1, began_at = @now WHERE id = @Id AND runs = @Runs
        """;
    private const string Finish = "DELETE FROM job WHERE id = @Id";
    private const string HandBack = """
        UPDATE job SET state = 'waiting', failures = @Failures, waits = @Waits, due_at = @due, reason = @reason
        WHERE id = @Id AND runs = @Runs
        """;
    private const string Park =
        "UPDATE job SET state = 'parked', reason = @reason WHERE id = @Id AND runs = @Runs";

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        var id = context.MergedJobDataMap.GetString(IdKey)!;
        if (await InsistAsync(session => BeginAsync(session, id, context), cancellationToken) is not { } row)
        {
            return;
        }

        try
        {
            await using var scope = scopes.CreateAsyncScope();
            await kinds[row.Kind].Run(scope.ServiceProvider, row.Argument, cancellationToken);
            await WriteAsync(Finish, row, TimeSpan.Zero, reason: null, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await WriteAsync(HandBack, row, TimeSpan.Zero, reason: null, cancellationToken);
        }
        catch (Exception e) when (WhatIsAway(e) is { } reason)
        {
            log.LogWarning("Job {Kind} waits: {Reason}", row.Kind, reason);
            await WriteAsync(
                HandBack, row with { Waits = row.Waits + 1 }, Wait(row.Waits), reason, cancellationToken);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            var failures = row.Failures + 1;
            log.LogError(e, "Job {Kind} failed {Count} times", row.Kind, failures);
            await WriteAsync(
                failures >= MostFailures ? Park : HandBack, row with { Failures = failures }, Pause(failures),
                e.Message, cancellationToken);
        }
    }

    /// <summary>The row, now running; null when this run is not wanted.</summary>
    private async Task<Found?> BeginAsync(DbSession session, string id, IJobExecutionContext context)
    {
        var row = await session.FindAsync<Found>(Find, new { id });
        // A recovered run was begun before. Any other that finds the count moved on was scheduled from a stale row.
        if (row is null || (!context.Recovering && context.JobDetail.Key.Name != RunKey.Of(id, row.Runs)))
        {
            return null;
        }
        session.Touch(row.Subject);
        session.Touch(JobBoard.Subject);
        if (row.Runs - row.Failures - row.Waits >= MostRuns)
        {
            const string reason = "The worker stopped every time while it did this.";
            await session.ExecuteAsync(Park, new { row.Id, row.Runs, reason });
            return null;
        }
        var begun = await session.ExecuteAsync(Begin, new { row.Id, row.Runs, now = clock.GetUtcNow() });
        return begun == 0 ? null : row with { Runs = row.Runs + 1 };
    }

    /// <summary>5 s, then 25 s.</summary>
    private static TimeSpan Pause(int failures) => TimeSpan.FromSeconds(Math.Pow(5, failures));

    /// <summary>1, 2, 4, 8, 16, then 30 s: soon after what was away is back.</summary>
    internal static TimeSpan Wait(int waits) => TimeSpan.FromSeconds(Math.Min(30, Math.Pow(2, waits)));

    /// <summary>Null where the job itself failed.</summary>
    private string? WhatIsAway(Exception e) => e switch
    {
        UnavailableException => e.Message,
        DbException database when db.Dialect.IsAway(database) => $"The database can't be used: {e.Message}",
        _ => null,
    };

    /// <summary>
    /// Writes the outcome down; not that of a run which another worker took over, believing this one dead.
    /// </summary>
    private async Task WriteAsync(string sql, Found row, TimeSpan pause, string? reason, CancellationToken stops) =>
        await InsistAsync(
            async session =>
            {
                var due = clock.GetUtcNow() + pause;
                await session.ExecuteAsync(sql, new { row.Id, row.Runs, row.Failures, row.Waits, due, reason });
                session.Touch(row.Subject);
                session.Touch(JobBoard.Subject);
                return row;
            },
            stops);

    /// <summary>
    /// Writes as soon as the database is there: what Quartz is told of an error, the queue learns a minute later. A
    /// stop does not cancel it, or a row would be left that Quartz no longer knows of, but ends the waiting.
    /// </summary>
    private async Task<T> InsistAsync<T>(Func<DbSession, Task<T>> write, CancellationToken stops)
    {
        while (true)
        {
            try
            {
                await using var session = await db.OpenAsync(CancellationToken.None);
                return await write(session);
            }
            catch (DbException e) when (db.Dialect.IsAway(e) && !stops.IsCancellationRequested)
            {
                await Task.Delay(Breath, clock, CancellationToken.None);
            }
        }
    }

    private sealed record Found
    {
        public string Id { get; init; } = "";
        public string Kind { get; init; } = "";
        public string Argument { get; init; } = "";
        public string Subject { get; init; } = "";
        public int Runs { get; init; }
        public int Failures { get; init; }
        public int Waits { get; init; }
    }
}
