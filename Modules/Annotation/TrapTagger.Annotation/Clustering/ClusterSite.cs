using TrapTagger.Platform.Data;
using TrapTagger.Platform.Jobs;

namespace TrapTagger.Annotation;

/// <summary>Asks for the clusters of one site in one annotation set.</summary>
internal sealed record ClusterSite(long Set, long Survey, long Organisation, long Site);

/// <summary>
/// Builds a site's clusters. What somebody decided, or works on now, stays as they saw it; the other clusters of the
/// site are built again together with the frames that are new and that the detector looked at. A site can have a
/// hundred thousand frames, so all of that is read and built before the transaction, which then writes only when
/// nothing has changed.
/// </summary>
internal sealed class ClusterSiteJob(Db db, Ids ids, TimeProvider clock) : IJob<ClusterSite>
{
    // Matches the clusters that are as loose as they were, and holds them until the transaction ends.
    private const string Hold = $"UPDATE cluster SET skips = skips WHERE id IN @loose AND NOT {SiteFrames.IsKept}";

    private const string DropLeases = "DELETE FROM lease WHERE cluster_id IN @loose";
    private const string DropFrames = "DELETE FROM cluster_frame WHERE cluster_id IN @loose";
    private const string Drop = "DELETE FROM cluster WHERE id IN @loose";

    private const string Count = """
        UPDATE annotation_set SET clusters = clusters + @clusters, frames = frames + @frames WHERE id = @Set
        """;

    public async Task RunAsync(ClusterSite site, CancellationToken ct)
    {
        var isDone = false;
        while (!isDone)
        {
            var read = await SiteFrames.ReadAsync(db, site, clock.GetUtcNow(), ct);
            // A worker that died after its commit did it all.
            isDone = !read.AnyNew || await WriteAsync(site, read, ct);
        }
    }

    /// <summary>
    /// Writes the clusters of these frames; false, and nothing is changed, when somebody has taken one of the clusters
    /// they come from, or another worker some of the frames.
    /// </summary>
    internal async Task<bool> WriteAsync(ClusterSite site, SiteFrames read, CancellationToken ct)
    {
        var first = await ids.NextAsync("cluster", read.Frames.Count, ct); // there are no more clusters than frames
        var built = BuiltCluster.Of(read.Frames, read.Boxes, first);
        var loose = read.Loose.ToList();
        var now = clock.GetUtcNow();

        await using var work = await db.BeginAsync(ct);
        var dropped = 0;
        foreach (var some in loose.Chunk(500))
        {
            if (await work.ExecuteAsync(Hold, new { loose = some, now }) < some.Length)
            {
                return false;
            }
            await work.ExecuteAsync(DropLeases, new { loose = some });
            dropped += await work.ExecuteAsync(DropFrames, new { loose = some });
            await work.ExecuteAsync(Drop, new { loose = some });
        }
        await work.InsertAsync("cluster", [.. built.Select(b => b.Row(site))]);
        if (await work.InsertNewAsync("cluster_frame", [.. built.SelectMany(b => b.Frames(site))]) < read.Frames.Count)
        {
            return false;
        }
        await work.ExecuteAsync(
            Count, new { site.Set, clusters = built.Count - loose.Count, frames = read.Frames.Count - dropped });
        work.Touch($"survey/{site.Survey}");
        await work.CommitAsync();
        return true;
    }
}
