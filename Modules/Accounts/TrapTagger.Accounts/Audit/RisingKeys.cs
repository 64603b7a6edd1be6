namespace TrapTagger.Accounts;

/// <summary>
/// Keys of rows that are read in the order in which they came, and are added inside other people's transactions, where
/// no block of numbers can be fetched: UUIDs of version 7, each of a process later than the one before it.
/// </summary>
internal sealed class RisingKeys(TimeProvider clock)
{
    private readonly Lock _lock = new();
    private long _last;

    internal string Next()
    {
        lock (_lock)
        {
            _last = Math.Max(clock.GetUtcNow().ToUnixTimeMilliseconds(), _last + 1);
            return Guid.CreateVersion7(DateTimeOffset.FromUnixTimeMilliseconds(_last)).ToString("N");
        }
    }

    /// <summary>What every key of that moment and later is at least, and every earlier one is below.</summary>
    internal static string First(DateTimeOffset moment) =>
        moment.ToUnixTimeMilliseconds().ToString("x12", System.Globalization.CultureInfo.InvariantCulture)
        + new string('0', 20);
}
