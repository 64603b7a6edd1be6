using System.Diagnostics;
using System.Globalization;
using TrapTagger.Surveys;

namespace TrapTagger.Benchmarks;

/// <summary>
/// How many photographs a second the worker makes frames of, all of its work but detection: reading, hashing, metadata,
/// renditions, rows. Beside it libvips's own <c>vipsthumbnail</c> makes nothing but the same two renditions of the
/// same files. The two take turns, so that a busy machine slows both.
/// </summary>
internal static class IngestBenchmark
{
    private const int Rounds = 5;

    /// <summary>Files that are read before anything is measured: the code is compiled then.</summary>
    private const int WarmUp = 2 * IngestFiles.Chunk;

    private static readonly int Cores = Environment.ProcessorCount;

    /// <param name="args">A folder of photographs, and how many frames to make of them (2,000).</param>
    internal static int Run(string[] args)
    {
        if (args is not [var folder, .. var rest] || !VipsThumbnail.IsInstalled)
        {
            Console.Error.WriteLine("ingest <folder> [frames]; needs vipsthumbnail (apt-get install libvips-tools).");
            return 2;
        }

        var photographs = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Where(file => Path.GetExtension(file).ToUpperInvariant() is ".JPG" or ".JPEG")
            .Where(file => FileCheck.Reject(File.ReadAllBytes(file)) is null)
            .Order(StringComparer.Ordinal)
            .ToArray();
        var frames = rest is [var count] ? int.Parse(count, CultureInfo.InvariantCulture) : 2000;
        CompareAsync(photographs, frames).GetAwaiter().GetResult();
        return 0;
    }

    private static async Task CompareAsync(string[] photographs, int frames)
    {
        using var folder = new ProductFolder();
        await using var worker = await ProductProcess.StartAsync(ProductProcess.Worker, folder);
        await using var scene = await IngestScene.InAsync(folder);
        await scene.IngestAsync(await scene.UploadAsync(photographs, WarmUp));

        var rounds = new List<(double Ours, double Theirs)>();
        for (var round = 1; round <= Rounds; round++)
        {
            var files = await scene.UploadAsync(photographs, frames / Rounds);
            var ours = await FramesPerSecond(files, () => scene.IngestAsync(files));
            var output = Directory.CreateDirectory(folder.In($"vipsthumbnail-{round}")).FullName;
            var theirs = await FramesPerSecond(
                files, () => VipsThumbnail.MakeAsync([.. files.Select(scene.PathOf)], output, Cores));
            rounds.Add((ours, theirs));
            Print($"round {round}: ingest {ours:F1}, vipsthumbnail {theirs:F1} frames/s, ratio {ours / theirs:F2}");
        }
        var (ingest, vips) = (Median(rounds.Select(r => r.Ours)), Median(rounds.Select(r => r.Theirs)));
        var ratio = Median(rounds.Select(r => r.Ours / r.Theirs));
        Print($"{frames} frames of {photographs.Length} photographs, {Cores} cores, the medians:");
        Print($"ingest {ingest:F1}, vipsthumbnail {vips:F1} frames/s, ratio {ratio:F2}");
    }

    private static async Task<double> FramesPerSecond(IReadOnlyCollection<FileRow> files, Func<Task> work)
    {
        var began = Stopwatch.GetTimestamp();
        await work();
        return files.Count / Stopwatch.GetElapsedTime(began).TotalSeconds;
    }

    private static double Median(IEnumerable<double> figures) => figures.Order().ElementAt(Rounds / 2);

    private static void Print(FormattableString line) => Console.WriteLine(FormattableString.Invariant(line));
}
