using System.Diagnostics;
using Microsoft.Extensions.Logging;

namespace TrapTagger.Platform.Backup;

/// <summary>Says now and then how far a long copy is, and at the end how far it came.</summary>
internal sealed class Progress(ILogger log, string what)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    private readonly Stopwatch _sinceSaid = Stopwatch.StartNew();
    private readonly Lock _lock = new();
    private long _count;
    private long _bytes;

    internal long Count => _count;

    internal void Add(int count, long bytes = 0)
    {
        lock (_lock)
        {
            _count += count;
            _bytes += bytes;
            if (_sinceSaid.Elapsed > Pause)
            {
                _sinceSaid.Restart();
                Say(" so far");
            }
        }
    }

    internal void End() => Say("");

    private void Say(string when) => log.LogInformation(
        "{Count:N0} {What}{Bytes}{When}", _count, what, _bytes > 0 ? $", {_bytes / 1e6:N1} MB" : "", when);
}
