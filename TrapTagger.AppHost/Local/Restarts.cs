namespace TrapTagger.AppHost.Local;

/// <summary>When a program that ended is started again: after 1, 2, 4, … 30 seconds, and when no longer.</summary>
internal sealed class Restarts
{
    /// <summary>So many starts in a row that never became healthy are no accident.</summary>
    internal const int MostFailedStarts = 5;

    private static readonly TimeSpan Forgiven = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    private TimeSpan _next = TimeSpan.FromSeconds(1);
    private int _failedStarts;

    /// <param name="healthyFor">How long the program was healthy before it ended; null when it never was.</param>
    /// <returns>How long to wait before the next start; null to give up.</returns>
    internal TimeSpan? After(TimeSpan? healthyFor)
    {
        _failedStarts = healthyFor is null ? _failedStarts + 1 : 0;
        if (_failedStarts == MostFailedStarts)
        {
            return null;
        }

        var wait = healthyFor >= Forgiven ? TimeSpan.FromSeconds(1) : _next;
        _next = wait * 2 < Longest ? wait * 2 : Longest;
        return wait;
    }
}
