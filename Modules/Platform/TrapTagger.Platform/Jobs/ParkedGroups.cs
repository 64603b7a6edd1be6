using TrapTagger.Platform.Data;

namespace TrapTagger.Platform.Jobs;

/// <summary>Work of one kind, about one thing, that stopped for one reason: decided on together.</summary>
public sealed record ParkedGroup
{
    /// <summary>One of its jobs, which stands for all of them.</summary>
    public string Id { get; init; } = "";

    public string State { get; init; } = "";
    public string Kind { get; init; } = "";
    public string Subject { get; init; } = "";

    /// <summary>As the failing code said it.</summary>
    public string Reason { get; init; } = "";

    public long Jobs { get; init; }

    /// <summary>When the first of them was asked for.</summary>
    public DateTimeOffset OldestAt { get; init; }

    public bool IsCancelled => State == JobState.Cancelled;
}

/// <summary>
/// What a site administrator decides about work that stopped. Cancelled work keeps its row: it is not done and nothing
/// pretends that it was, so what it was about stays unfinished, and it can be taken up again.
/// </summary>
public sealed class ParkedGroups(Db db, TimeProvider clock)
{
    private const string List = """
        SELECT min(id) AS id, state, kind, subject, coalesce(reason, '') AS reason, count(*) AS jobs,
            min(created_at) AS oldest_at
        FROM job
        WHERE state = @state
        GROUP BY state, kind, subject, reason
        ORDER BY count(*) DESC, min(id)
        LIMIT @most
        """;

    private const string FindOne = """
        SELECT id, state, kind, subject, coalesce(reason, '') AS reason, created_at AS oldest_at FROM job
        WHERE id = @id AND state IN ('parked', 'cancelled')
        """;

    private const string Together = """
        state = @State AND kind = @Kind AND subject = @Subject AND coalesce(reason, '') = @Reason
        """;

    private const string CountAlike = $"SELECT count(*) FROM job WHERE {Together}";

    private const string TryAgain = """
        UPDATE job SET state = 'waiting', runs = 0, failures = 0, waits = 0, due_at = @now, reason = NULL
        WHERE
        """;

    private const string Cancel = $"UPDATE job SET state = 'cancelled' WHERE {Together}";
    private const string ListSubjects = "SELECT DISTINCT subject FROM job WHERE state = 'parked'";

    /// <summary>The largest ones.</summary>
    public async Task<IReadOnlyList<ParkedGroup>> ListAsync(string state, int most, CancellationToken ct)
    {
        await using var session = await db.OpenAsync(ct);
        return await session.QueryAsync<ParkedGroup>(List, new { state, most });
    }

    /// <summary>Null when the job is not parked or cancelled any more.</summary>
    public async Task<ParkedGroup?> FindAsync(string id, CancellationToken ct)
    {
        await using var session = await db.OpenAsync(ct);
        return await session.FindAsync<ParkedGroup>(FindOne, new { id }) is { } group
            ? group with { Jobs = await session.ScalarAsync<long>(CountAlike, group) }
            : null;
    }

    /// <summary>Hands them to the workers, as if they were new.</summary>
    public Task RetryAsync(DbSession work, ParkedGroup group) => ChangeAsync(
        work, $"{TryAgain} {Together}",
        new { group.State, group.Kind, group.Subject, group.Reason, now = clock.GetUtcNow() }, [group.Subject]);

    /// <summary>Does nothing to a group that is cancelled already.</summary>
    public static Task CancelAsync(DbSession work, ParkedGroup group) =>
        ChangeAsync(work, Cancel, group, [group.Subject]);

    /// <summary>Hands everything that is parked to the workers.</summary>
    public async Task RetryAllAsync(DbSession work)
    {
        var subjects = await work.QueryAsync<string>(ListSubjects);
        await ChangeAsync(work, $"{TryAgain} state = 'parked'", new { now = clock.GetUtcNow() }, subjects);
    }

    private static async Task ChangeAsync(
        DbSession work, string sql, object arguments, IReadOnlyList<string> subjects)
    {
        await work.ExecuteAsync(sql, arguments);
        foreach (var subject in subjects.Append(JobBoard.Subject))
        {
            work.Touch(subject);
        }
    }
}
