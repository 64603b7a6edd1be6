using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;

namespace TrapTagger.Testing;

/// <summary>The built AppHost as a process of its own.</summary>
public sealed class RunningAppHost : IAsyncDisposable
{
    // Generous, for machines that are busy: a test that passes waits for none of them.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private readonly Process _process;
    private readonly Task _read;
    private readonly List<string> _lines = [];
    private readonly List<string> _errors = [];

    private RunningAppHost(Process process)
    {
        _process = process;
        _read = Task.WhenAll(Read(process.StandardOutput, _lines), Read(process.StandardError, _errors));
    }

    public IReadOnlyList<string> Lines => Copy(_lines);

    public IReadOnlyList<string> Errors => Copy(_errors);

    public static RunningAppHost Start(string[] arguments, params (string Name, string Value)[] variables)
    {
        var configuration = Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory));
        var program = Path.Combine(
            AppContext.BaseDirectory, "../../TrapTagger.AppHost", configuration, "TrapTagger.AppHost.dll");
        // Tests that run behind & are deaf to Ctrl+C, behind nohup to a closed terminal; a child would inherit that.
        string[] command = OperatingSystem.IsLinux() ? ["env", "--default-signal", "dotnet"] : ["dotnet"];
        var start = new ProcessStartInfo(command[0], [.. command[1..], program, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in variables)
        {
            start.Environment[name] = value;
        }

        return new RunningAppHost(Process.Start(start)!);
    }

    /// <summary>On a free port, with its data below <paramref name="folder"/>.</summary>
    public static RunningAppHost StartIn(TemporaryFolder folder, params (string Name, string Value)[] variables) =>
        Start(["--data", folder["data"], "--port", FreePort().ToString(CultureInfo.InvariantCulture)], variables);

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>The first line from <paramref name="skip"/> on that the AppHost writes and that matches.</summary>
    public async Task<Match> Says(string pattern, int skip = 0)
    {
        var deadline = Stopwatch.StartNew();
        while (deadline.Elapsed < Patience && !(_read.IsCompleted && Lines.Count <= skip))
        {
            var match = Lines.Skip(skip).Select(line => Regex.Match(line, pattern)).FirstOrDefault(m => m.Success);
            if (match is not null)
            {
                return match;
            }

            await Task.Delay(Pause);
        }

        throw new TimeoutException($"No line matches {pattern} in:\n{string.Join('\n', [.. Lines, .. Errors])}");
    }

    public Task IsReady() => Says("^TrapTagger is ready at ");

    /// <summary>The process that the newest life of a program has.</summary>
    public int ProcessOf(string program) => int.Parse(Lines
        .Select(line => Regex.Match(line, $"{program} is starting as process ([0-9]+)$"))
        .Last(match => match.Success).Groups[1].Value, CultureInfo.InvariantCulture);

    public int[] Children() => [ProcessOf("web"), ProcessOf("worker")];

    /// <summary>What the kill command sends, to the AppHost or to the given processes.</summary>
    public async Task Receives(string signal, params int[] processes)
    {
        int[] receivers = processes is [] ? [_process.Id] : processes;
        using var kill = Process.Start("/bin/sh", ["-c", $"kill -{signal} {string.Join(' ', receivers)}"]);
        await kill.WaitForExitAsync();
        Xunit.Assert.Equal(0, kill.ExitCode);
    }

    /// <returns>The exit code.</returns>
    public async Task<int> Ends()
    {
        await _process.WaitForExitAsync().WaitAsync(Patience);
        await _read.WaitAsync(Patience);
        return _process.ExitCode;
    }

    /// <summary>Whether a process runs; one that ended and was not asked for yet has an empty command line.</summary>
    public static bool IsAlive(int process)
    {
        try
        {
            return File.ReadAllText($"/proc/{process}/cmdline").Length > 0;
        }
        catch (IOException)
        {
            return false;
        }
    }

    public static async Task AreGone(TimeSpan within, params int[] processes)
    {
        var deadline = Stopwatch.StartNew();
        while (processes.Any(IsAlive))
        {
            Xunit.Assert.True(
                deadline.Elapsed < within, $"Still running after {within}: {string.Join(' ', processes)}");
            await Task.Delay(Pause);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
        // Shown with a test that failed: it is the program that knows why.
        Xunit.TestContext.Current.TestOutputHelper?.WriteLine(string.Join('\n', [.. Lines, .. Errors]));
    }

    private static async Task Read(StreamReader stream, List<string> lines)
    {
        while (await stream.ReadLineAsync() is { } line)
        {
            lock (lines)
            {
                lines.Add(line);
            }
        }
    }

    private static string[] Copy(List<string> lines)
    {
        lock (lines)
        {
            return [.. lines];
        }
    }
}
