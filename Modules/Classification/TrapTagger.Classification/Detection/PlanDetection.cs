using System.Data.Common;
using TrapTagger.Platform;
using TrapTagger.Platform.Data;
using TrapTagger.Platform.Jobs;
using TrapTagger.Surveys;

namespace TrapTagger.Classification;

/// <summary>Asks which frames of a survey still have to be looked at, and by which jobs.</summary>
internal sealed record PlanDetection(long Survey, long Organisation);

/// <summary>
/// Detection of a survey begins when all of its files are read, because a burst is judged as a whole.
/// </summary>
internal sealed class DetectWhenChecked(JobQueue jobs) : IHandle<SurveyChecked>
{
    public Task HandleAsync(SurveyChecked happened, DbSession work) => jobs.EnqueueAsync(
        work, new PlanDetection(happened.Survey, happened.Organisation), Subject.Of(happened.Survey));
}

/// <summary>
/// Cuts the frames nobody looked at into chunks along their bursts. One run at a time for a survey: frames that come
/// while it goes, or are more than it takes, are planned when it ends. When nothing is left, the survey is detected.
/// </summary>
internal sealed class PlanDetectionJob(
    Db db, Ids ids, JobQueue jobs, Events events, RunModels models, TimeProvider clock) : IJob<PlanDetection>
{
    /// <summary>Frames a job, give or take a burst: some ten seconds of work on one core.</summary>
    private const int Chunk = 48;

    /// <summary>
    /// Frames a run, give or take a chunk: some thousand jobs, which one transaction writes while others wait.
    /// </summary>
    internal const int Most = 50_000;

    private const string FindRuns = """
        SELECT count(*) AS begun, count(open_survey_id) AS going FROM detector_run WHERE survey_id = @survey
        """;

    private const string FindFrames = """
        SELECT f.id, f.camera_id, f.taken_at FROM surveys_frame f
        LEFT JOIN detected_frame d ON d.frame_id = f.id
        WHERE f.survey_id = @survey AND f.organisation_id = @organisation AND d.frame_id IS NULL
        ORDER BY f.camera_id, f.taken_at, f.path
        LIMIT @most
        """;

    public async Task RunAsync(PlanDetection plan, CancellationToken ct)
    {
        var used = await models.EnsureAsync(ct);
        var id = await ids.NextAsync("detector_run", ct);
        var read = await ReadAsync(plan, ct);
        if (read.Runs.Going == 0)
        {
            await WriteAsync(id, plan, read, used, ct);
        }
    }

    /// <summary>
    /// The survey's runs, and then the chunks of a next one. Before the transaction: a survey can have millions of
    /// frames.
    /// </summary>
    internal async Task<(Runs Runs, IReadOnlyList<long[]> Chunks)> ReadAsync(PlanDetection plan, CancellationToken ct)
    {
        await using var session = await db.OpenAsync(ct);
        var runs = await session.FindAsync<Runs>(FindRuns, new { survey = plan.Survey });
        var frames = await session.QueryAsync<PlannedFrame>(
            FindFrames, new { survey = plan.Survey, organisation = plan.Organisation, most = Most });
        var chunks = Chunks(frames).ToList();
        // There may be more, and the last burst go on there: the run after this one begins with it.
        return (runs!, frames.Count < Most ? chunks : chunks[..^1]);
    }

    /// <summary>
    /// Begins the run. Nothing happens where another has begun since: it has some of these frames, and plans again when
    /// it ends.
    /// </summary>
    internal async Task WriteAsync(
        long id, PlanDetection plan, (Runs Runs, IReadOnlyList<long[]> Chunks) read,
        IReadOnlyDictionary<ModelCard, long> used, CancellationToken ct)
    {
        await using var work = await db.BeginAsync(ct);
        if (await work.FindAsync<Runs>(FindRuns, new { survey = plan.Survey }) != read.Runs)
        {
            return;
        }
        if (read.Chunks.Count == 0)
        {
            await events.RaiseAsync(new SurveyDetected(plan.Survey, plan.Organisation), work);
        }
        else
        {
            try
            {
                await BeginAsync(id, plan, read.Chunks, used, work);
            }
            catch (DbException e) when (work.Dialect.IsDuplicate(e))
            {
                return; // another one began in this moment
            }
        }
        await work.CommitAsync();
    }

    private async Task BeginAsync(
        long id,
        PlanDetection plan,
        IReadOnlyList<long[]> chunks,
        IReadOnlyDictionary<ModelCard, long> used,
        DbSession work)
    {
        await work.InsertAsync("detector_run", [new RunRow
        {
            Id = id,
            OrganisationId = plan.Organisation,
            SurveyId = plan.Survey,
            OpenSurveyId = plan.Survey,
            Frames = chunks.Sum(c => c.Length),
            StartedAt = clock.GetUtcNow(),
        }]);
        await work.InsertAsync("detector_run_model", [.. used.Select(m =>
            new { RunId = id, ModelId = m.Value, m.Key.Threshold })]);
        await jobs.EnqueueAllAsync(work, [.. chunks.Select(chunk =>
            new DetectFrames(id, plan.Survey, plan.Organisation, chunk))], Subject.Of(plan.Survey));
    }

    /// <summary>Whole bursts together until a chunk is full.</summary>
    internal static IEnumerable<long[]> Chunks(IEnumerable<PlannedFrame> frames)
    {
        var chunk = new List<long>();
        foreach (var burst in Bursts.Split(frames, f => f.CameraId, f => f.TakenAt))
        {
            if (chunk.Count > 0 && chunk.Count + burst.Count > Chunk)
            {
                yield return [.. chunk];
                chunk.Clear();
            }
            chunk.AddRange(burst.Select(f => f.Id));
        }
        if (chunk.Count > 0)
        {
            yield return [.. chunk];
        }
    }

    /// <summary>How many runs of a survey ever began, and how many of them go on: one or none.</summary>
    internal sealed record Runs
    {
        public long Begun { get; init; }
        public long Going { get; init; }
    }

    private sealed record RunRow
    {
        public long Id { get; init; }
        public long OrganisationId { get; init; }
        public long SurveyId { get; init; }
        public long OpenSurveyId { get; init; }
        public long Frames { get; init; }
        public long FramesDone { get; init; }
        public DateTimeOffset StartedAt { get; init; }
    }
}

internal sealed record PlannedFrame
{
    public long Id { get; init; }
    public long CameraId { get; init; }
    public DateTime? TakenAt { get; init; }
}

/// <summary>What a survey's jobs are called by.</summary>
internal static class Subject
{
    internal static string Of(long survey) => $"survey/{survey}";
}
