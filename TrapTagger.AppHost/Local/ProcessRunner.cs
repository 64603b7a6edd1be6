namespace TrapTagger.AppHost.Local;

/// <summary>Starts all programs, says when they are ready, and stops them in reverse order.</summary>
internal sealed class ProcessRunner
{
    private readonly List<Supervisor> _supervisors;
    private readonly Terminal _terminal;

    internal ProcessRunner(IReadOnlyList<ProgramResource> programs)
    {
        _terminal = new(programs.SelectMany(Names));
        _supervisors = [.. programs.SelectMany(p => Names(p).Select(name => new Supervisor(p, name, _terminal)))];
    }

    /// <returns>
    /// Whether everything ran until <paramref name="stop"/>, or until it was done, and then stopped by itself.
    /// </returns>
    internal async Task<bool> RunAsync(CancellationToken stop, CancellationToken kill)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var runs = _supervisors.ConvertAll(supervisor => supervisor.RunAsync(Dependencies(supervisor), ending.Token));
        var ended = Task.WhenAny(runs);
        var ready = Task.WhenAll(_supervisors.Select(supervisor => supervisor.Healthy));

        if (await Task.WhenAny(ended, ready) == ready
            && _supervisors.Find(supervisor => supervisor.Program.IsExternal) is { } door)
        {
            _terminal.Announce($"TrapTagger is ready at http://{door.Address.Authority}   (Ctrl+C stops it)");
        }

        if (await await ended is { } end)
        {
            if (end.Reason is { } reason)
            {
                _terminal.Announce(reason);
            }

            await ending.CancelAsync();
            return await StopAsync(runs, kill) && end.IsSuccess;
        }

        _terminal.Log("stopping (Ctrl+C again ends everything at once)");
        return await StopAsync(runs, kill);
    }

    private static IEnumerable<string> Names(ProgramResource program) => program.Replicas == 1
        ? [program.Name]
        : Enumerable.Range(1, program.Replicas).Select(number => $"{program.Name}-{number}");

    private Task Dependencies(Supervisor supervisor) => Task.WhenAll(_supervisors
        .Where(other => supervisor.Program.WaitsFor.Contains(other.Program))
        .Select(other => other.Healthy));

    private async Task<bool> StopAsync(List<Task<Ending?>> runs, CancellationToken kill)
    {
        await Task.WhenAll(runs); // From here on nothing is started again.

        var allByThemselves = true;
        foreach (var supervisor in Enumerable.Reverse(_supervisors))
        {
            allByThemselves &= await supervisor.StopAsync(kill);
        }

        return allByThemselves;
    }
}
