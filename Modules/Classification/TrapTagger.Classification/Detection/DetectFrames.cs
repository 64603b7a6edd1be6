using TrapTagger.Platform.Data;
using TrapTagger.Platform.Jobs;
using TrapTagger.Platform.Storage;

namespace TrapTagger.Classification;

/// <summary>Asks a worker to look at some frames: whole bursts, in order of camera and time.</summary>
internal sealed record DetectFrames(long Run, long Survey, long Organisation, IReadOnlyList<long> Frames);

/// <summary>
/// Looks at the frames burst by burst and writes what was found every few bursts, with the run's progress, in one
/// transaction. Frames that were written before a crash are not looked at again.
/// </summary>
internal sealed class DetectFramesJob(
    Db db, Ids ids, IObjectStore objects, IDetector detector, RunModels models, JobQueue jobs, TimeProvider clock)
    : IJob<DetectFrames>
{
    /// <summary>Frames a transaction: a few seconds of work, so that the page's count moves.</summary>
    private const int Batch = 12;

    private const string FindFrames = """
        SELECT f.id, f.camera_id, f.taken_at, f.screen_key FROM surveys_frame f
        LEFT JOIN detected_frame d ON d.frame_id = f.id
        WHERE f.id IN @Frames AND f.organisation_id = @Organisation AND d.frame_id IS NULL
        ORDER BY f.camera_id, f.taken_at, f.path
        """;

    private const string Advance = "UPDATE detector_run SET frames_done = frames_done + @looked WHERE id = @run";

    private const string Finish = """
        UPDATE detector_run SET finished_at = @now, open_survey_id = NULL
        WHERE id = @run AND finished_at IS NULL AND frames_done >= frames
        """;

    public async Task RunAsync(DetectFrames chunk, CancellationToken ct)
    {
        var used = await models.EnsureAsync(ct);
        var looked = new List<(long Frame, LookedAt Seen)>();
        foreach (var burst in Bursts.Split(await FramesAsync(chunk, ct), f => f.CameraId, f => f.TakenAt))
        {
            looked.AddRange(await LookAsync(burst, ct));
            if (looked.Count >= Batch)
            {
                await WriteAsync(chunk, looked, used, ct);
                looked.Clear();
            }
        }
        await WriteAsync(chunk, looked, used, ct);
    }

    private async Task WriteAsync(
        DetectFrames chunk, List<(long Frame, LookedAt Seen)> looked,
        IReadOnlyDictionary<ModelCard, long> used, CancellationToken ct)
    {
        var first = await ids.NextAsync("detection", Math.Max(1, looked.Sum(l => l.Seen.Detections.Count)), ct);

        await using var work = await db.BeginAsync(ct);
        // The run first: rows that name it would share its lock, and two workers then wait for each other.
        if (await work.ExecuteAsync(Advance, new { looked = looked.Count, run = chunk.Run }) == 0)
        {
            return; // the survey was deleted and the run with it
        }
        if (await MarkAsync(chunk, looked, work) < looked.Count)
        {
            return; // another worker was here first, and wrote it all
        }
        await work.InsertAsync("detection", DetectionRow.Of(chunk, looked, used, first));
        work.Touch(Subject.Of(chunk.Survey));
        if (await work.ExecuteAsync(Finish, new { run = chunk.Run, now = clock.GetUtcNow() }) == 1)
        {
            await jobs.EnqueueAsync(
                work, new PlanDetection(chunk.Survey, chunk.Organisation), Subject.Of(chunk.Survey));
        }
        await work.CommitAsync();
    }

    private async Task<IReadOnlyList<ChunkFrame>> FramesAsync(DetectFrames chunk, CancellationToken ct)
    {
        await using var session = await db.OpenAsync(ct);
        return await session.QueryAsync<ChunkFrame>(FindFrames, chunk);
    }

    private async Task<IEnumerable<(long, LookedAt)>> LookAsync(IReadOnlyList<ChunkFrame> burst, CancellationToken ct)
    {
        var pictures = new List<ReadOnlyMemory<byte>>();
        foreach (var frame in burst)
        {
            pictures.Add(await objects.ReadAsync(frame.ScreenKey, ct));
        }
        var seen = await detector.DetectAsync(pictures, ct);
        return burst.Zip(seen, (frame, at) => (frame.Id, at));
    }

    /// <summary>How many of the frames were marked as looked at by this call.</summary>
    private static Task<int> MarkAsync(
        DetectFrames chunk, List<(long Frame, LookedAt Seen)> looked, DbSession work) =>
        work.InsertNewAsync("detected_frame", [.. looked.Select(l => new
        {
            FrameId = l.Frame,
            SurveyId = chunk.Survey,
            RunId = chunk.Run,
            l.Seen.Failure,
        })]);

    private sealed record ChunkFrame
    {
        public long Id { get; init; }
        public long CameraId { get; init; }
        public DateTime? TakenAt { get; init; }
        public string ScreenKey { get; init; } = "";
    }
}
