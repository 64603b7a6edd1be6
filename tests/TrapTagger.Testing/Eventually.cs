using System.Diagnostics;

namespace TrapTagger.Testing;

/// <summary>
/// Waits for what happens in the background. The limit is for a test that fails, not a measure of speed.
/// </summary>
public static class Eventually
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    public static async Task<T> Is<T>(
        Func<Task<T>> look, Func<T, bool> expected, Func<string>? whenNot = null, TimeSpan? limit = null)
    {
        var watch = Stopwatch.StartNew();
        while (true)
        {
            var seen = await look();
            if (expected(seen))
            {
                return seen;
            }
            if (watch.Elapsed > (limit ?? Limit))
            {
                throw new TimeoutException(
                    $"Still {seen} after {watch.Elapsed.TotalSeconds:F0} s. {whenNot?.Invoke()}");
            }
            await Task.Delay(50);
        }
    }
}
