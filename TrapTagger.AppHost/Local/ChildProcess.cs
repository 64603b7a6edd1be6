using System.Diagnostics;

namespace TrapTagger.AppHost.Local;

/// <summary>One life of a program: started, read line by line, and told to stop by the end of its input.</summary>
internal sealed class ChildProcess : IDisposable
{
    /// <summary>Requests that were begun are finished, and servers write down what they hold.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(30);

    private readonly Process _process;

    private ChildProcess(Process process, Action<string> line)
    {
        _process = process;
        Ended = EndAsync(line);
    }

    internal int Id => _process.Id;

    /// <summary>Completes with the exit code when the program has ended and its last lines were read.</summary>
    internal Task<int> Ended { get; }

    /// <param name="line">Takes each line the program writes, from either stream and any thread.</param>
    internal static ChildProcess Start(ProgramResource program, Uri address, Action<string> line)
    {
        var start = program.Command(address);
        start.RedirectStandardInput = true;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        foreach (var (name, setting) in program.Environment.Where(s => s.Value.AtRun is not null))
        {
            start.Environment[name] = setting.AtRun!();
        }

        return new ChildProcess(Process.Start(start)!, line);
    }

    /// <summary>Asks the program to stop; ends it if that takes too long or <paramref name="kill"/> says so.</summary>
    /// <returns>Whether it stopped by itself.</returns>
    internal async Task<bool> StopAsync(CancellationToken kill)
    {
        _process.StandardInput.Close();
        try
        {
            await Ended.WaitAsync(Grace, kill);
            return true;
        }
        catch (Exception e) when (e is TimeoutException or OperationCanceledException)
        {
            _process.Kill(entireProcessTree: true);
            await Ended;
            return false;
        }
    }

    public void Dispose() => _process.Dispose();

    private async Task<int> EndAsync(Action<string> line)
    {
        var read = Task.WhenAll(ReadAsync(_process.StandardOutput, line), ReadAsync(_process.StandardError, line));
        await _process.WaitForExitAsync();

        // A program that it started in turn may hold the streams open for longer than it lived.
        await Task.WhenAny(read, Task.Delay(TimeSpan.FromSeconds(5)));
        return _process.ExitCode;
    }

    private static async Task ReadAsync(StreamReader output, Action<string> line)
    {
        while (await output.ReadLineAsync() is { } text)
        {
            line(text);
        }
    }
}
