using TrapTagger.Platform.Health;

namespace TrapTagger.Platform.Workers;

/// <summary>
/// The time by the database's clock, as this worker last read it and has counted on since. Workers judge by it which of
/// them still live: whatever this machine's own clock is set to meanwhile changes nothing.
/// </summary>
internal sealed class WorkerClock : TimeProvider
{
    /// <summary>An answer that took longer says too little of when it was given: the time before goes on.</summary>
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(5);

    private volatile Reading? _last;

    /// <summary>
    /// Whether this machine's own clock agrees, which signatures, links and letters go by. Not before it was looked at.
    /// </summary>
    internal bool IsRight => _last is { IsRight: true };

    public override DateTimeOffset GetUtcNow() =>
        _last is { } last ? last.Time + GetElapsedTime(last.At) : base.GetUtcNow();

    internal async Task ReadAsync(DatabaseClock database, CancellationToken ct)
    {
        var asked = GetTimestamp();
        var (time, ahead) = await database.ReadAsync(ct);
        var took = GetTimestamp() - asked;
        if (GetElapsedTime(0, took) <= Soon)
        {
            _last = new(time, asked + (took / 2), ClockHealth.IsNear(ahead));
        }
    }

    private sealed record Reading(DateTimeOffset Time, long At, bool IsRight);
}
