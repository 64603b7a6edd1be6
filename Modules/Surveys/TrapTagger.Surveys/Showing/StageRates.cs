namespace TrapTagger.Surveys;

/// <summary>How fast each step moves, measured by looking: nothing is promised that was not seen.</summary>
internal sealed class StageRates(TimeProvider clock)
{
    private readonly long _began = clock.GetTimestamp();
    private readonly Dictionary<string, RateWindow> _windows = [];

    internal SurveyProgressModel? Measure(SurveyProgressModel? progress) => progress is null ? null : progress with
    {
        Stages = [.. progress.Stages.Select(s => s with { PerSecond = Observe(s.Stage) })],
    };

    private double Observe(SurveyStage stage)
    {
        if (!_windows.TryGetValue(stage.Name, out var window))
        {
            _windows[stage.Name] = window = new();
        }
        return window.Observe(stage.Done, clock.GetElapsedTime(_began));
    }
}

/// <summary>A speed over the last half minute.</summary>
internal sealed class RateWindow
{
    /// <summary>Shorter than this, one chunk of work makes the figure jump.</summary>
    internal static readonly TimeSpan Shortest = TimeSpan.FromSeconds(5);

    internal static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    /// <summary>Without a move for so long it stands still, whatever it did before.</summary>
    internal static readonly TimeSpan Quiet = TimeSpan.FromSeconds(15);

    private readonly Queue<(TimeSpan At, long Done)> _seen = new();
    private (TimeSpan At, long Done) _moved;

    /// <summary>Things a second; 0 until it was looked at for long enough, and when less is done than before.</summary>
    internal double Observe(long done, TimeSpan at)
    {
        _moved = done == _moved.Done ? _moved : (at, done);
        _seen.Enqueue((at, done));
        while (_seen.Peek().At < at - Longest)
        {
            _seen.Dequeue();
        }
        var first = _seen.Peek();
        return at - first.At < Shortest || at - _moved.At > Quiet
            ? 0
            : Math.Max(0, (done - first.Done) / (at - first.At).TotalSeconds);
    }
}
