using System.Diagnostics;
using System.Net;
using System.Text.RegularExpressions;
using TrapTagger.Testing;

namespace TrapTagger.AppHost.Tests.Surviving;

/// <summary>
/// The built web app or worker with the settings that the AppHost gives it, without the AppHost: nobody waits longer
/// and longer before starting it again.
/// </summary>
internal sealed class LoneProgram(
    string name, TemporaryFolder folder, IReadOnlyDictionary<string, string>? settings = null) : IAsyncDisposable
{
    private readonly List<string> _lines = [];
    private Process? _process;

    internal string Name => name;

    internal Uri Address { get; } = new($"http://127.0.0.1:{RunningAppHost.FreePort()}");

    internal static string Database(TemporaryFolder folder) => $"Data Source={folder["traptagger.db"]}";

    internal static string Objects(TemporaryFolder folder) => folder["objects"];

    /// <summary>Begins a life of the program; it needs a second or two until it does anything.</summary>
    internal void Start()
    {
        var configuration = Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory));
        var home = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "../..", name, configuration));
        var start = new ProcessStartInfo("dotnet", [Path.Combine(home, name + ".dll")])
        {
            WorkingDirectory = home,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment =
            {
                ["ASPNETCORE_URLS"] = Address.ToString(),
                ["ConnectionStrings__traptagger"] = Database(folder),
                ["ConnectionStrings__objects"] = $"Folder={Objects(folder)}",
                ["TrapTagger__DataFolder"] = folder.Path,
                ["TRAPTAGGER_STOP_AT_END_OF_INPUT"] = "true",
            },
        };
        foreach (var (setting, value) in settings ?? new Dictionary<string, string>())
        {
            start.Environment[setting] = value;
        }
        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, line) => Add(line.Data);
        _process.ErrorDataReceived += (_, line) => Add(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>SIGKILL: no code of the program runs any more, in whatever it was.</summary>
    internal async Task Kill()
    {
        _process!.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _process = null;
    }

    /// <summary>Waits until it has ended by itself.</summary>
    internal Task Ends() => _process!.WaitForExitAsync();

    /// <summary>SIGTERM, as from a service manager; it finishes what it is at.</summary>
    /// <returns>The exit code.</returns>
    internal async Task<int> Stop()
    {
        using (var kill = Process.Start("/bin/sh", ["-c", $"kill -TERM {_process!.Id}"]))
        {
            await kill.WaitForExitAsync();
        }
        await _process.WaitForExitAsync();
        var code = _process.ExitCode;
        _process.Dispose();
        _process = null;
        return code;
    }

    internal async Task IsReady()
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = Address };
        await Eventually.Is(async () =>
        {
            try
            {
                return (await http.GetAsync("/health")).StatusCode;
            }
            catch (HttpRequestException)
            {
                return HttpStatusCode.ServiceUnavailable;
            }
        }, status => status == HttpStatusCode.OK, Output);
    }

    internal async Task<string> Says(string pattern) => (await Eventually.Is(
        () => Task.FromResult(Regex.Match(Output(), pattern)), match => match.Success, Output)).Groups[1].Value;

    /// <summary>Everything that its lives wrote.</summary>
    internal string Output()
    {
        lock (_lines)
        {
            return string.Join('\n', _lines);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            await Kill();
        }
    }

    private void Add(string? line)
    {
        lock (_lines)
        {
            _lines.Add(line ?? "");
        }
    }
}
