using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;

namespace TrapTagger.Testing;

/// <summary>A Redis of a test's own, on a free port of this machine: it can be killed, paused and started.</summary>
public sealed class RedisServer : IAsyncDisposable
{
    private const string Program = "/usr/bin/redis-server";

    private readonly TemporaryFolder _folder = new();
    private readonly int _port = RunningAppHost.FreePort();
    private readonly string[] _options;
    private Process? _process;

    private RedisServer(string[] options) => _options = options;

    public static bool IsInstalled => File.Exists(Program);

    /// <summary>What StackExchange.Redis connects with.</summary>
    public string Address => $"127.0.0.1:{_port}";

    /// <param name="options">As on redis-server's command line.</param>
    public static async Task<RedisServer> StartAsync(params string[] options)
    {
        Xunit.Assert.SkipUnless(IsInstalled, $"{Program} is not installed: apt-get install redis-server.");
        var server = new RedisServer(options);
        await server.Start();
        return server;
    }

    /// <summary>Again, on the same port and with nothing in it.</summary>
    public async Task Start()
    {
        string[] arguments =
        [
            "--bind", "127.0.0.1", "--port", _port.ToString(CultureInfo.InvariantCulture), "--dir", _folder.Path,
            "--save", "", "--appendonly", "no", .. _options,
        ];
        _process = Process.Start(new ProcessStartInfo(Program, arguments) { RedirectStandardOutput = true })!;
        _ = _process.StandardOutput.ReadToEndAsync();
        await Eventually.Is(Listens, listens => listens);
    }

    /// <summary>As if its machine had lost power.</summary>
    public async Task Stop()
    {
        _process!.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>It keeps its connections and answers nothing.</summary>
    public Task Pause() => Receive("STOP");

    public Task Continue() => Receive("CONT");

    private async Task Receive(string signal)
    {
        using var kill = Process.Start("/bin/kill", [$"-{signal}", $"{_process!.Id}"]);
        await kill.WaitForExitAsync();
        Xunit.Assert.Equal(0, kill.ExitCode);
    }

    private async Task<bool> Listens()
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync("127.0.0.1", _port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is { HasExited: false })
        {
            await Stop();
        }
        _process?.Dispose();
        _folder.Dispose();
    }
}
