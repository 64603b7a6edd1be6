using TrapTagger.Platform.Data;
using TrapTagger.Platform.Storage;

namespace TrapTagger.Surveys;

/// <summary>Files that have come: looked for in the object store, then counted and handed to the workers.</summary>
internal static class Arrivals
{
    private const string FindExpected = $"""
        SELECT {FileRow.Columns} FROM file
        WHERE survey_id = @Survey AND organisation_id = @Organisation AND state = 'announced' AND id IN @ids
        """;

    private const string FindHere = """
        SELECT id FROM file
        WHERE survey_id = @Survey AND organisation_id = @Organisation AND state <> 'announced' AND id IN @ids
        """;

    private const string Mark = """
        UPDATE file SET state = 'arrived', upload_id = NULL
        WHERE survey_id = @Survey AND organisation_id = @Organisation AND state = 'announced' AND id IN @ids
        """;

    internal static Task<IReadOnlyList<FileRow>> ExpectedAsync(
        DbSession session, SurveyKey survey, IEnumerable<long> ids) =>
        session.QueryAsync<FileRow>(FindExpected, new { survey.Survey, survey.Organisation, ids });

    /// <summary>
    /// Those that have not come: still waited for, or not known to the survey any more because somebody went on
    /// without them.
    /// </summary>
    internal static async Task<IReadOnlyList<long>> MissingAsync(
        DbSession session, SurveyKey survey, IReadOnlyList<long> ids) =>
        [.. ids.Except(await session.QueryAsync<long>(FindHere, new { survey.Survey, survey.Organisation, ids }))];

    /// <summary>
    /// Those whose object is there in full; one whose parts are all there is made of them first. A store may be far
    /// away, so this is asked outside any transaction.
    /// </summary>
    internal static async Task<IReadOnlyList<FileRow>> LandedAsync(
        IEnumerable<FileRow> files, UploadTarget target, IObjectStore objects, CancellationToken ct)
    {
        var sizes = await Task.WhenAll(files.Select(async file =>
        {
            var key = target.Key(file.Path);
            if (file.UploadId is { } upload && objects.Parts is { } parts)
            {
                await parts.EndAsync(key, upload, file.Size, ct);
            }
            return (File: file, Size: await objects.SizeAsync(key, ct));
        }));
        return [.. sizes.Where(f => f.Size == f.File.Size).Select(f => f.File)];
    }

    /// <summary>
    /// Counts the files, once each, and asks for them to be read. A file that changed since it was looked for is left
    /// out. The survey is locked by the caller.
    /// </summary>
    internal static async Task TakeAsync(
        DbSession work, SurveyKey survey, IReadOnlyList<FileRow> landed, SurveysDesk desk)
    {
        var expected = await ExpectedAsync(work, survey, landed.Select(f => f.Id));
        var taken = expected.Intersect(landed).ToList();
        if (taken.Count == 0)
        {
            return;
        }
        var ids = taken.Select(f => f.Id).ToList();
        await work.ExecuteAsync(Mark, new { survey.Survey, survey.Organisation, ids });
        var change = SurveyCounts.Of(taken.Select(f => f with { State = FileState.Arrived })) - SurveyCounts.Of(taken);
        await change.AddToAsync(work, survey);
        var jobs = ids.Chunk(IngestFiles.Chunk).Select(chunk => new IngestFiles(survey.Survey, chunk)).ToList();
        await desk.Jobs.EnqueueAllAsync(work, jobs, survey.Subject);
    }
}
