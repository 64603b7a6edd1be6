using TrapTagger.Platform.Data;

namespace TrapTagger.Platform.Health;

/// <summary>The one clock that every process of the site can read.</summary>
internal sealed class DatabaseClock(Db db, TimeProvider clock)
{
    /// <summary>The database's time, and how far this machine's clock is ahead of it.</summary>
    internal async Task<(DateTimeOffset Now, TimeSpan Ahead)> ReadAsync(CancellationToken ct)
    {
        await using var session = await db.OpenAsync(ct);
        var now = await session.ScalarAsync<DateTimeOffset>($"SELECT {db.Dialect.CurrentInstant}");
        return (now, clock.GetUtcNow() - now);
    }
}
