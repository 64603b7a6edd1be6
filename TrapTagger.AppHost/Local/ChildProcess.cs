using System.Diagnostics;
using System.Runtime.InteropServices;

namespace TrapTagger.AppHost.Local;

/// <summary>One life of a program: started, read line by line, and told to stop by the end of its input.</summary>
internal sealed class ChildProcess : IDisposable
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);

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
    internal static ChildProcess Start(ProjectResource project, Uri address, Action<string> line)
    {
        var start = new ProcessStartInfo(DotNet(), [Program(project)])
        {
            WorkingDirectory = Path.GetDirectoryName(project.ProjectPath),
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["ASPNETCORE_URLS"] = address.ToString();
        start.Environment["OTEL_SERVICE_NAME"] = project.Name;
        start.Environment["TRAPTAGGER_STOP_AT_END_OF_INPUT"] = "true";
        foreach (var (name, value) in project.Environment)
        {
            start.Environment[name] = value;
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
        await Task.WhenAny(read, Task.Delay(TimeSpan.FromSeconds(1)));
        return _process.ExitCode;
    }

    private static async Task ReadAsync(StreamReader output, Action<string> line)
    {
        while (await output.ReadLineAsync() is { } text)
        {
            line(text);
        }
    }

    /// <summary>The one that runs this program too, from <c>dotnet/shared/Microsoft.NETCore.App/10.0.1</c>.</summary>
    private static string DotNet() => Path.GetFullPath(Path.Combine(
        RuntimeEnvironment.GetRuntimeDirectory(),
        "../../..",
        OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet"));

    /// <summary>Built beside this program, in the same configuration: <c>artifacts/bin/Project/debug</c>.</summary>
    private static string Program(ProjectResource project)
    {
        var name = Path.GetFileNameWithoutExtension(project.ProjectPath);
        var configuration = Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory));
        return Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "../..", name, configuration, name + ".dll"));
    }
}
