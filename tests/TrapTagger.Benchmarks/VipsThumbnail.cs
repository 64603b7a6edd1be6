using System.Diagnostics;

namespace TrapTagger.Benchmarks;

/// <summary>
/// libvips's own program for thumbnails, at its fastest: a process a core, each with many files, and the thumbnails
/// made of the small pictures, as the product makes them.
/// </summary>
internal static class VipsThumbnail
{
    private const string Program = "vipsthumbnail";

    internal static bool IsInstalled => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, Program)));

    /// <summary>Makes both renditions of every file, in the sizes and the encoding of the product's own.</summary>
    /// <param name="files">No two of one name.</param>
    internal static async Task MakeAsync(string[] files, string output, int processes)
    {
        await Task.WhenAll(files.Index().GroupBy(f => f.Index % processes, f => f.Item).Select(async share =>
        {
            await RunAsync(share, 1600, Path.Combine(output, "%s.screen.jpg"));
            var screens = share.Select(
                file => Path.Combine(output, $"{Path.GetFileNameWithoutExtension(file)}.screen.jpg"));
            await RunAsync(screens, 400, Path.Combine(output, "%s.thumb.jpg"));
        }));
        if (Directory.GetFiles(output) is var made && made.Length != 2 * files.Length)
        {
            throw new InvalidOperationException($"Of {files.Length} files {Program} made {made.Length} renditions.");
        }
    }

    private static async Task RunAsync(IEnumerable<string> files, int side, string output)
    {
        var start = new ProcessStartInfo(
            Program, ["--size", $"{side}x{side}>", "--output", $"{output}[Q=80,strip]", .. files]);
        start.Environment["VIPS_CONCURRENCY"] = "1";
        using var process = Process.Start(start)!;
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{Program} failed with {process.ExitCode}.");
        }
    }
}
