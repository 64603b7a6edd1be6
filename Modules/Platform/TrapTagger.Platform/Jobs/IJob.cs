namespace TrapTagger.Platform.Jobs;

/// <summary>
/// One kind of background work, asked for by its argument. It handles a bounded chunk, may be run again after a crash
/// at any statement and then changes nothing twice, and stops within a second when cancelled.
/// </summary>
public interface IJob<in TArgument>
{
    Task RunAsync(TArgument argument, CancellationToken ct);
}

/// <summary>Where a job runs: a worker takes the queues that its machine can serve.</summary>
public static class Queues
{
    public const string Cpu = "cpu";
    public const string Gpu = "gpu";
}
