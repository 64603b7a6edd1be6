using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using TrapTagger.Testing;

namespace TrapTagger.Benchmarks;

/// <summary>The site or the worker, as it is shipped: a process of its own.</summary>
internal sealed class ProductProcess : IAsyncDisposable
{
    internal const string Site = "TrapTagger.Web.dll";
    internal const string Worker = "TrapTagger.Worker.dll";

    private readonly Uri _address = new($"http://127.0.0.1:{FreePort()}");
    private readonly Process _process;

    private ProductProcess(string program, ProductFolder folder)
    {
        var start = new ProcessStartInfo("dotnet", Path.Combine(AppContext.BaseDirectory, program))
        {
            RedirectStandardOutput = true,
            RedirectStandardInput = true,
            Environment = { ["ASPNETCORE_URLS"] = _address.ToString(), ["Logging__LogLevel__Default"] = "Warning" },
        };
        foreach (var (name, value) in folder.Settings)
        {
            start.Environment[name.Replace(":", "__", StringComparison.Ordinal)] = value;
        }
        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, line) => Debug.WriteLine(line.Data);
        _process.BeginOutputReadLine();
    }

    /// <summary>Of all processors, since the start.</summary>
    internal TimeSpan CpuTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>Answers once the program is ready.</summary>
    internal static async Task<ProductProcess> StartAsync(string program, ProductFolder folder)
    {
        var started = new ProductProcess(program, folder);
        using var browser = started.Browser();
        await Eventually.Is(() => started.IsReadyAsync(browser), ready => ready);
        return started;
    }

    internal HttpClient Browser() =>
        new(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = _address };

    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private async Task<bool> IsReadyAsync(HttpClient browser)
    {
        if (_process.HasExited)
        {
            throw new InvalidOperationException($"The program ended with {_process.ExitCode}.");
        }
        try
        {
            return (await browser.GetAsync("/health")).IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
