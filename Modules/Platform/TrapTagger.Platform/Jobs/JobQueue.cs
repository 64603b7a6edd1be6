using System.Text.Json;
using TrapTagger.Platform.Data;

namespace TrapTagger.Platform.Jobs;

/// <summary>
/// Where work is asked for: in the transaction of the row it speaks of, so that neither is ever alone.
/// </summary>
public sealed class JobQueue
{
    private readonly JobKinds _kinds;
    private readonly TimeProvider _clock;

    internal JobQueue(JobKinds kinds, TimeProvider clock) => (_kinds, _clock) = (kinds, clock);

    /// <param name="subject">What people call it by, such as "survey/12".</param>
    /// <param name="due">When it may begin; at once when nothing is said.</param>
    public Task EnqueueAsync<TArgument>(
        DbSession work, TArgument argument, string subject, DateTimeOffset? due = null) =>
        EnqueueAllAsync(work, [argument], subject, due);

    public Task EnqueueAllAsync<TArgument>(
        DbSession work, IReadOnlyCollection<TArgument> arguments, string subject, DateTimeOffset? due = null)
    {
        var kind = _kinds.Of<TArgument>();
        var now = _clock.GetUtcNow();
        work.Touch(subject);
        work.Touch(JobBoard.Subject);
        return work.InsertAsync("job", [.. arguments.Select(argument => new JobRow
        {
            Id = Guid.CreateVersion7(now).ToString("N"),
            Queue = kind.Queue,
            Kind = kind.Name,
            Argument = JsonSerializer.Serialize(argument),
            Subject = subject,
            State = JobState.Waiting,
            DueAt = due ?? now,
            CreatedAt = now,
        })]);
    }
}

internal sealed record JobRow
{
    public required string Id { get; init; }
    public required string Queue { get; init; }
    public required string Kind { get; init; }
    public required string Argument { get; init; }
    public required string Subject { get; init; }
    public required string State { get; init; }
    /// <summary>Times it was begun: the name of the next firing.</summary>
    public int Runs { get; init; }

    /// <summary>Times it ended with an exception.</summary>
    public int Failures { get; init; }

    /// <summary>Times it was handed back because the database or the store was away.</summary>
    public int Waits { get; init; }

    public DateTimeOffset DueAt { get; init; }
    public string? Reason { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
}

/// <summary>
/// waiting, scheduled (Quartz has it), running, parked (failed three times: a person decides), cancelled (a person
/// decided that it is not done).
/// </summary>
internal static class JobState
{
    internal const string Waiting = "waiting";
    internal const string Parked = "parked";
    internal const string Cancelled = "cancelled";
}
