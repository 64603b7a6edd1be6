namespace TrapTagger.AppHost.Local;

/// <summary>Starts all programs, says when they are ready, and stops them in reverse order.</summary>
internal sealed class ProcessRunner(IReadOnlyList<ProjectResource> projects, Terminal terminal)
{
    private readonly List<Supervisor> _supervisors = [.. projects.Select(project => new Supervisor(project, terminal))];

    /// <returns>Whether everything ran until <paramref name="stop"/> and then stopped by itself.</returns>
    internal async Task<bool> RunAsync(CancellationToken stop, CancellationToken kill)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var runs = _supervisors.ConvertAll(supervisor => supervisor.RunAsync(Dependencies(supervisor), ending.Token));
        var ended = Task.WhenAny(runs);
        var ready = Task.WhenAll(_supervisors.Select(supervisor => supervisor.Healthy));

        if (await Task.WhenAny(ended, ready) == ready)
        {
            var address = _supervisors.First(supervisor => supervisor.Project.IsExternal).Address;
            terminal.Announce($"TrapTagger is ready at http://{address.Authority}   (Ctrl+C stops it)");
        }

        if (await await ended is { } reason)
        {
            terminal.Announce(reason);
            await ending.CancelAsync();
            await StopAsync(runs, kill);
            return false;
        }

        terminal.Log("stopping (Ctrl+C again ends everything at once)");
        return await StopAsync(runs, kill);
    }

    private Task Dependencies(Supervisor supervisor) => Task.WhenAll(_supervisors
        .Where(other => supervisor.Project.WaitsFor.Contains(other.Project))
        .Select(other => other.Healthy));

    private async Task<bool> StopAsync(List<Task<string?>> runs, CancellationToken kill)
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
