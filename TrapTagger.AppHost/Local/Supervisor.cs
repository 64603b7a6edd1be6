using System.Diagnostics;

namespace TrapTagger.AppHost.Local;

/// <summary>Keeps one program running, from when what it waits for is healthy until it is told to stop.</summary>
/// <param name="name">Tells replicas of one program apart.</param>
internal sealed class Supervisor(ProgramResource program, string name, Terminal terminal)
{
    /// <summary>EX_CONFIG of sysexits.h: a setting can't be used, and the program has said which and why.</summary>
    private const int UnusableSetting = 78;

    private static readonly TimeSpan Reminder = TimeSpan.FromSeconds(30);

    private readonly TaskCompletionSource _healthy = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ChildProcess? _child;

    internal ProgramResource Program => program;

    /// <summary>Completes when the program was healthy for the first time.</summary>
    internal Task Healthy => _healthy.Task;

    /// <summary>Where the program answers in its present life; by name, so that browsers find it trustworthy.</summary>
    internal Uri Address { get; private set; } = new("http://localhost");

    /// <summary>Runs the program until <paramref name="stop"/> and then leaves it to <see cref="StopAsync"/>.</summary>
    /// <returns>How it came to its end; null when it was stopped.</returns>
    internal async Task<Ending?> RunAsync(Task dependencies, CancellationToken stop)
    {
        try
        {
            await dependencies.WaitAsync(stop);
            if (program.IsOthers && await IsFoundAsync(stop))
            {
                await Task.Delay(Timeout.Infinite, stop);
            }

            return await KeepRunningAsync(stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return null;
        }
    }

    /// <returns>Whether the program stopped by itself.</returns>
    internal async Task<bool> StopAsync(CancellationToken kill)
    {
        if (_child is null or { Ended.IsCompleted: true } || await _child.StopAsync(kill))
        {
            return true;
        }

        terminal.Log($"{name} was ended before it had stopped by itself");
        return false;
    }

    /// <returns>False when whoever ran it has ended meanwhile, so that it is to be started here.</returns>
    private async Task<bool> IsFoundAsync(CancellationToken stop)
    {
        terminal.Log($"{name} runs already, for another TrapTagger on the same data folder");
        Address = new UriBuilder("http", "localhost", program.Port ?? Address.Port).Uri;
        var healthy = program.BecomesHealthyAsync(Address, stop);
        while (await Task.WhenAny(healthy, Task.Delay(TimeSpan.FromSeconds(1), stop)) != healthy)
        {
            stop.ThrowIfCancellationRequested();
            if (!program.IsOthers)
            {
                return false;
            }
        }

        await healthy;
        _healthy.TrySetResult();
        return true;
    }

    private async Task<Ending> KeepRunningAsync(CancellationToken stop)
    {
        var restarts = new Restarts();
        while (true)
        {
            var lastLines = new LastLines();
            Address = new UriBuilder("http", "localhost", program.Port ?? Kept.FreePort()).Uri;
            _child = ChildProcess.Start(program, Address, line =>
            {
                lastLines.Add(line);
                if (program.IsWorthSaying(line))
                {
                    terminal.Log(name, line);
                }
            });
            terminal.Log($"{name} is starting as process {_child.Id}");

            long? healthySince = await BecomesHealthyAsync(_child, stop) ? Stopwatch.GetTimestamp() : null;
            var code = await _child.Ended.WaitAsync(stop);
            _child.Dispose();
            if (program.Ends)
            {
                return new(null, code == 0);
            }

            if (code == UnusableSetting)
            {
                return new(null, IsSuccess: false); // No further start would find it changed.
            }

            TimeSpan? healthyFor = healthySince is { } since ? Stopwatch.GetElapsedTime(since) : null;
            if (restarts.After(healthyFor) is not { } wait)
            {
                return new($"{name} did not start {Restarts.MostFailedStarts} times in a row (exit code {code}); " +
                    $"the last it said was:{Environment.NewLine}{lastLines}", IsSuccess: false);
            }

            terminal.Log($"{name} {(healthyFor is null ? "did not start" : "ended")} (exit code {code}); " +
                $"starting it again in {wait.TotalSeconds:0} s");
            await Task.Delay(wait, stop);
        }
    }

    /// <returns>Whether it became healthy before it ended.</returns>
    private async Task<bool> BecomesHealthyAsync(ChildProcess child, CancellationToken stop)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var healthy = program.BecomesHealthyAsync(Address, enough.Token);
        while (await Task.WhenAny(healthy, child.Ended, Task.Delay(Reminder, stop)) != healthy)
        {
            stop.ThrowIfCancellationRequested();
            if (child.Ended.IsCompleted)
            {
                await enough.CancelAsync();
                return false;
            }

            terminal.Log($"{name} is still starting");
        }

        await healthy;
        _healthy.TrySetResult();
        return true;
    }
}

/// <summary>How a program came to its end.</summary>
/// <param name="Reason">
/// Why it was given up, in a sentence; null when it did what it was there for, or has said itself why not.
/// </param>
internal sealed record Ending(string? Reason, bool IsSuccess);
