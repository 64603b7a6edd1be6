using System.Data.Common;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Quartz;
using TrapTagger.Platform.Data;

namespace TrapTagger.Platform.Jobs;

/// <summary>
/// What Quartz runs for every job: look the row up, do the work, delete the row. Failing three times parks it for a
/// person to look at; so does taking the whole process down again and again. What only waits for something that is not
/// there now, the database or the store, has not failed, however long that takes.
/// </summary>
internal sealed class RunJob(
    Db db, JobKinds kinds, IServiceScopeFactory scopes, TimeProvider clock, ILogger<RunJob> log) : Quartz.IJob
{
    internal const string IdKey = "id";

    private const int MostFailures = 3;

    /// <summary>
    /// A worker is stopped in mid-job for many good reasons, so only a long series of it means something.
    /// </summary>
    private const int MostRuns = 25;

    private const string Find = """
        SELECT kind, argument, subject, runs, failures, waits FROM job
        WHERE id = @id AND state NOT IN ('parked', 'cancelled')
        """;
    private const string Begin = """
        UPDATE job SET state = 'running', runs = runs + 1, began_at = @now WHERE id = @id AND runs = @Runs
        """;
    private const string Finish = "DELETE FROM job WHERE id = @id";
    private const string HandBack = """
        UPDATE job SET state = 'waiting', failures = @failures, waits = @waits, due_at = @due, reason = @reason
        WHERE id = @id
        """;
    private const string Park = "UPDATE job SET state = 'parked', reason = @reason WHERE id = @id";

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        var id = context.MergedJobDataMap.GetString(IdKey)!;
        if (await BeginAsync(id, context) is not { } row)
        {
            return;
        }

        try
        {
            await using var scope = scopes.CreateAsyncScope();
            await kinds[row.Kind].Run(scope.ServiceProvider, row.Argument, cancellationToken);
            await WriteAsync(row, Finish, new { id });
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await HandBackAsync(id, row, TimeSpan.Zero, reason: null);
        }
        catch (Exception e) when (WhatIsAway(e) is { } reason)
        {
            log.LogWarning("Job {Kind} waits: {Reason}", row.Kind, reason);
            await HandBackAsync(id, row with { Waits = row.Waits + 1 }, Wait(row.Waits), reason);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            var failures = row.Failures + 1;
            log.LogError(e, "Job {Kind} failed {Count} times", row.Kind, failures);
            await (failures >= MostFailures
                ? WriteAsync(row, Park, new { id, reason = e.Message })
                : HandBackAsync(id, row with { Failures = failures }, Pause(failures), e.Message));
        }
    }

    /// <summary>The row, now running; null when this run is not wanted.</summary>
    private async Task<Found?> BeginAsync(string id, IJobExecutionContext context)
    {
        // Not cancellable: a stop right here would leave a row that Quartz no longer knows of.
        await using var session = await db.OpenAsync(CancellationToken.None);
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
            await session.ExecuteAsync(Park, new { id, reason });
            return null;
        }
        return await session.ExecuteAsync(Begin, new { id, row.Runs, now = clock.GetUtcNow() }) == 0 ? null : row;
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

    private Task HandBackAsync(string id, Found row, TimeSpan pause, string? reason) => WriteAsync(
        row, HandBack, new { id, failures = row.Failures, waits = row.Waits, due = clock.GetUtcNow() + pause, reason });

    private async Task WriteAsync(Found row, string sql, object arguments)
    {
        // Not cancellable: the outcome is written down even while the process is being stopped.
        await using var session = await db.OpenAsync(CancellationToken.None);
        await session.ExecuteAsync(sql, arguments);
        session.Touch(row.Subject);
        session.Touch(JobBoard.Subject);
    }

    private sealed record Found
    {
        public string Kind { get; init; } = "";
        public string Argument { get; init; } = "";
        public string Subject { get; init; } = "";
        public int Runs { get; init; }
        public int Failures { get; init; }
        public int Waits { get; init; }
    }
}
