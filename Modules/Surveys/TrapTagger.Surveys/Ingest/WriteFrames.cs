using TrapTagger.Platform.Data;

namespace TrapTagger.Surveys;

/// <summary>
/// Writes a batch's outcomes: sites and cameras that are new, frames, and the files' states and counts.
/// </summary>
internal sealed class WriteFrames(Db db, Ids ids, Places places, SurveySettling settling)
{
    private const string FindTaken = """
        SELECT f.content_hash AS hash, f.file_id AS file, f.path FROM frame f
        WHERE f.survey_id = @survey AND f.content_hash IN @hashes
        """;

    // A file whose row is not 'arrived' any more was settled by a run that died afterwards: it is not counted twice.
    private const string Settle = """
        UPDATE file SET state = @state, reason = @reason WHERE id = @id AND state = 'arrived'
        """;

    private const string Count = """
        UPDATE survey SET files_checked = files_checked + @checkedFiles,
            files_duplicate = files_duplicate + @duplicates, files_quarantined = files_quarantined + @quarantined
        WHERE id = @survey
        """;

    internal async Task WriteAsync(long survey, IReadOnlyList<FileOutcome> outcomes, CancellationToken ct)
    {
        if (outcomes.Count == 0)
        {
            return;
        }
        var frames = await FramesAsync(survey, [.. outcomes.Where(o => o.Picture is not null)], ct);

        await using var work = await db.BeginAsync(ct);
        await new SurveyKey(survey, outcomes[0].File.OrganisationId).LockAsync(work);
        await work.InsertNewAsync("frame", frames);
        var hashes = frames.Select(f => f.ContentHash).Distinct();
        var taken = frames.Count == 0
            ? []
            : (await work.QueryAsync<Taken>(FindTaken, new { survey, hashes })).ToDictionary(t => t.Hash);

        var settled = new List<string>();
        foreach (var outcome in outcomes)
        {
            var (state, reason) = Judge(outcome, taken);
            if (await work.ExecuteAsync(Settle, new { state, reason, id = outcome.File.Id }) == 1)
            {
                settled.Add(state);
            }
        }
        await work.ExecuteAsync(Count, new
        {
            survey,
            checkedFiles = settled.Count,
            duplicates = settled.Count(s => s == FileState.Duplicate),
            quarantined = settled.Count(s => s == FileState.Quarantined),
        });
        work.Touch(SurveyKey.SubjectOf(survey));
        await settling.RaiseWhenCheckedAsync(work, survey);
        await work.CommitAsync();
    }

    private static (string State, string? Reason) Judge(FileOutcome outcome, Dictionary<string, Taken> taken) =>
        outcome switch
        {
            { Picture: null } => (FileState.Quarantined, outcome.Reason),
            { Picture: var picture } when taken[picture.ContentHash].File != outcome.File.Id =>
                (FileState.Duplicate, taken[picture.ContentHash].Path),
            _ => (FileState.Frame, null),
        };

    private async Task<IReadOnlyList<FrameRow>> FramesAsync(
        long survey, IReadOnlyList<FileOutcome> pictures, CancellationToken ct)
    {
        if (pictures.Count == 0)
        {
            return [];
        }
        var cameras = await places.EnsureAsync(survey, pictures, ct);
        var first = await ids.NextAsync("frame", pictures.Count, ct);
        return
        [
            .. pictures.Select((p, index) =>
                FrameRow.Of(first + index, survey, p.File, p.Picture!, cameras[p.File.Id])),
        ];
    }

    private sealed record Taken
    {
        public string Hash { get; init; } = "";
        public long File { get; init; }
        public string Path { get; init; } = "";
    }
}
