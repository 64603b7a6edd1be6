using TrapTagger.Benchmarks;

// Run with -c Release.
var commands = new Dictionary<string, Func<string[], int>>
{
    ["detections"] = DetectionsBenchmark.Run,
    ["ingest"] = IngestBenchmark.Run,
    ["jobs"] = JobsBenchmark.Run,
    ["leases"] = LeasesBenchmark.Run,
};

if (args is [var name, .. var rest] && commands.TryGetValue(name, out var command))
{
    return command(rest);
}

Console.Error.WriteLine($"Name a benchmark: {string.Join(", ", commands.Keys)}.");
return 2;
