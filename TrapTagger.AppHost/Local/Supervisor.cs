using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace TrapTagger.AppHost.Local;

/// <summary>Keeps one program running, from when what it waits for is healthy until it is told to stop.</summary>
internal sealed class Supervisor(ProjectResource project, Terminal terminal)
{
    private static readonly TimeSpan Reminder = TimeSpan.FromSeconds(30);

    private readonly TaskCompletionSource _healthy = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ChildProcess? _child;

    internal ProjectResource Project => project;

    /// <summary>Completes when the program was healthy for the first time.</summary>
    internal Task Healthy => _healthy.Task;

    /// <summary>Where the program answers in its present life; by name, so that browsers find it trustworthy.</summary>
    internal Uri Address { get; private set; } = new("http://localhost");

    /// <summary>Runs the program until <paramref name="stop"/> and then leaves it to <see cref="StopAsync"/>.</summary>
    /// <returns>Why it was given up, in a sentence; null when it was not.</returns>
    internal async Task<string?> RunAsync(Task dependencies, CancellationToken stop)
    {
        try
        {
            await dependencies.WaitAsync(stop);
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

        terminal.Log($"{project.Name} was ended before it had stopped by itself");
        return false;
    }

    private async Task<string> KeepRunningAsync(CancellationToken stop)
    {
        var restarts = new Restarts();
        while (true)
        {
            var lastLines = new LastLines();
            Address = new UriBuilder("http", "localhost", project.Port ?? FreePort()).Uri;
            _child = ChildProcess.Start(project, Address, line =>
            {
                lastLines.Add(line);
                terminal.Log(project.Name, line);
            });
            terminal.Log($"{project.Name} is starting as process {_child.Id}");

            long? healthySince = await BecomesHealthyAsync(_child, stop) ? Stopwatch.GetTimestamp() : null;
            var code = await _child.Ended.WaitAsync(stop);
            _child.Dispose();

            TimeSpan? healthyFor = healthySince is { } since ? Stopwatch.GetElapsedTime(since) : null;
            if (restarts.After(healthyFor) is not { } wait)
            {
                return $"{project.Name} did not start {Restarts.MostFailedStarts} times in a row (exit code {code}); " +
                    $"the last it said was:{Environment.NewLine}{lastLines}";
            }

            terminal.Log($"{project.Name} {(healthyFor is null ? "did not start" : "ended")} (exit code {code}); " +
                $"starting it again in {wait.TotalSeconds:0} s");
            await Task.Delay(wait, stop);
        }
    }

    /// <returns>Whether it became healthy before it ended.</returns>
    private async Task<bool> BecomesHealthyAsync(ChildProcess child, CancellationToken stop)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var healthy = project.HealthPath is { } path
            ? HealthProbe.WaitAsync(new Uri(Address, path), enough.Token)
            : Task.CompletedTask;
        while (await Task.WhenAny(healthy, child.Ended, Task.Delay(Reminder, stop)) != healthy)
        {
            stop.ThrowIfCancellationRequested();
            if (child.Ended.IsCompleted)
            {
                await enough.CancelAsync();
                return false;
            }

            terminal.Log($"{project.Name} is still starting");
        }

        await healthy;
        _healthy.TrySetResult();
        return true;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
