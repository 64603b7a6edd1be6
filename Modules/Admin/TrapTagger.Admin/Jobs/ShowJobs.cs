using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using TrapTagger.Platform.Html;
using TrapTagger.Platform.Jobs;
using TrapTagger.Platform.Live;

namespace TrapTagger.Admin;

/// <summary>All background work of the site: what waits, what runs, and what stopped and needs a decision.</summary>
internal static class ShowJobs
{
    internal static async Task<RazorComponentResult> Show(JobBoard board, CancellationToken ct) =>
        Render.View<JobsPage, JobsModel>(new(await board.ReadAsync(ct)));

    internal static ServerSentEventsResult<string> Follow(HttpContext http, JobBoard board) =>
        LiveView.Stream<JobsPanel, JobsModel>(
            http, JobBoard.Subject, async stop => new JobsModel(await board.ReadAsync(stop)));
}

public sealed record JobsModel(JobBoardSeen Board)
{
    /// <summary>A line a queue.</summary>
    public IReadOnlyList<QueueModel> Queues =>
    [
        .. Board.Depths.GroupBy(d => d.Queue).Select(queue => new QueueModel(
            queue.Key,
            Count(queue, "waiting", "scheduled"), Count(queue, "running"), Count(queue, "parked"),
            Count(queue, "cancelled"),
            queue.Where(d => d.State is "waiting" or "scheduled").Select(d => (DateTimeOffset?)d.OldestDue).Min())),
    ];

    /// <summary>Jobs of these groups that the list has no room for.</summary>
    public long NotShown(IReadOnlyList<ParkedGroup> groups, string state) =>
        Board.Count(state) - groups.Sum(g => g.Jobs);

    private static long Count(IEnumerable<JobDepth> depths, params string[] states) =>
        depths.Where(d => states.Contains(d.State)).Sum(d => d.Jobs);
}

/// <param name="OldestDue">When the first that waits might have begun; null when none waits.</param>
public sealed record QueueModel(
    string Name, long Waiting, long Running, long Parked, long Cancelled, DateTimeOffset? OldestDue);
