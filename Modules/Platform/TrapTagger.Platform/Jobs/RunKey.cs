using Quartz;

namespace TrapTagger.Platform.Jobs;

/// <summary>
/// What a run is called in Quartz. Every run has a key of its own: while the last one is being put away, its key is
/// still taken.
/// </summary>
internal static class RunKey
{
    /// <param name="runs">Times the job was begun before.</param>
    internal static string Of(string id, int runs) => $"{id}-{runs}";

    /// <summary>The ids of the jobs of which Quartz holds a run, on whichever worker.</summary>
    internal static async Task<HashSet<string>> HeldAsync(IScheduler scheduler, CancellationToken ct) =>
        [.. (await scheduler.GetJobKeys(GroupMatcher<JobKey>.AnyGroup(), ct)).Select(key => key.Name.Split('-')[0])];
}
