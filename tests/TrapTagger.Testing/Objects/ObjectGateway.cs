using System.Diagnostics;
using System.Globalization;

namespace TrapTagger.Testing.Objects;

/// <summary>
/// A real S3 server, Ceph's radosgw, with its data in memory: one for all tests of a process, which asks for a bucket
/// of its own where it needs one. It ends with the process, also when that is killed.
/// </summary>
public sealed class ObjectGateway
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private static readonly string[] Programs = ["ceph-mon", "ceph-osd", "radosgw", "radosgw-admin", "ceph"];

    private static readonly Lazy<Task<ObjectGateway>> Only = new(StartAsync);

    // Held, because its standard input is what keeps the server up.
    private readonly Process _process;

    private ObjectGateway(Process process, int port) => (_process, Endpoint) =
        (process, new(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}/")));

    public static bool IsInstalled => Programs.All(InPath);

    public Uri Endpoint { get; }

    /// <summary>The script that holds the server: its standard input is a pipe from this process.</summary>
    public int Process => _process.Id;

    /// <summary>
    /// The running server; the first to ask waits for its start. Without its programs the test is skipped.
    /// </summary>
    public static Task<ObjectGateway> StartedAsync()
    {
        var missing = Programs.Where(p => !InPath(p)).ToList();
        Xunit.Assert.SkipUnless(
            missing.Count == 0,
            $"{string.Join(", ", missing)} not installed: apt-get install radosgw ceph-mon ceph-osd");
        return Only.Value;
    }

    /// <summary>What the product would be given for a bucket, with the three users that the server knows.</summary>
    /// <param name="endpoint">Where else the server is reached, as through a proxy.</param>
    public string ConnectionString(string bucket, Uri? endpoint = null) =>
        $"Endpoint={endpoint ?? Endpoint};Region=us-east-1;Bucket={bucket};"
        + "AccessKey=root-key;SecretKey=root-secret;UploadAccessKey=upload-key;UploadSecretKey=upload-secret;"
        + "DownloadAccessKey=download-key;DownloadSecretKey=download-secret;"
        + "UploadUser=arn:aws:iam:::user/upload;DownloadUser=arn:aws:iam:::user/download";

    /// <summary>Kills the gateway in the middle of whatever it does, and waits for its next life.</summary>
    public async Task Restart()
    {
        await _process.StandardInput.WriteLineAsync();
        await _process.StandardInput.FlushAsync();
        await _process.StandardOutput.ReadLineAsync().WaitAsync(Patience);
    }

    /// <summary>A name that no other test has.</summary>
    public static string NewBucket() => $"test-{Guid.NewGuid():N}";

    private static async Task<ObjectGateway> StartAsync()
    {
        var port = RunningAppHost.FreePort();
        var script = Path.Combine(AppContext.BaseDirectory, "Objects", "object-gateway.sh");
        var start = new ProcessStartInfo("bash", [
            script, Path.Combine(Path.GetTempPath(), $"traptagger-gateway-{Guid.NewGuid():N}"),
            $"{RunningAppHost.FreePort()}", $"{port}",
        ])
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        var process = System.Diagnostics.Process.Start(start)!;
        var said = process.StandardError.ReadToEndAsync();
        var ready = await process.StandardOutput.ReadLineAsync().WaitAsync(Patience);
        return ready == "ready"
            ? new(process, port)
            : throw new InvalidOperationException($"The object gateway did not start:\n{await said}");
    }

    private static bool InPath(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, program)));
}
