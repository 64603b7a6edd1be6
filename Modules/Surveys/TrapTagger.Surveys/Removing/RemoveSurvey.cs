using TrapTagger.Accounts;
using TrapTagger.Platform;
using TrapTagger.Platform.Data;
using TrapTagger.Platform.Jobs;
using TrapTagger.Platform.Storage;

namespace TrapTagger.Surveys;

/// <summary>A step of removing a survey that was deleted; it asks for the next one itself.</summary>
/// <param name="Left">Of the last step, when the survey's row is gone: where its objects lay.</param>
internal sealed record RemoveSurvey(long Survey, ObjectFolders? Left = null);

/// <summary>Each survey of a deleted organisation is removed by steps of its own.</summary>
internal sealed class RemoveSurveys(JobQueue jobs) : IHandle<OrganisationDeleted>
{
    private const string FindSurveys = "SELECT id FROM survey WHERE organisation_id = @Organisation";

    public async Task HandleAsync(OrganisationDeleted happened, DbSession work)
    {
        foreach (var survey in await work.QueryAsync<long>(FindSurveys, happened))
        {
            await jobs.EnqueueAsync(work, new RemoveSurvey(survey), SurveyKey.SubjectOf(survey));
        }
    }
}

/// <summary>Objects first, then their rows: what a killed step leaves is found again by the next one.</summary>
internal sealed class RemoveSurveyJob(Db db, JobQueue jobs, Events events, IObjectStore objects, TimeProvider clock)
    : IJob<RemoveSurvey>
{
    /// <summary>
    /// Until then a browser that goes on sending may put files by the URLs that it has. They are good for two hours at
    /// most, and what is begun before their end takes its time.
    /// </summary>
    private static readonly TimeSpan LastFilesCome = TimeSpan.FromHours(3);

    /// <summary>Files a step: as many as a step of reading them has.</summary>
    private const int Most = 300;

    private const string FindFolders = "SELECT originals, renditions FROM survey WHERE id = @Survey";
    private const string FindFiles = """
        SELECT id, path, upload_id FROM file WHERE survey_id = @Survey ORDER BY id LIMIT @Most
        """;
    private const string RemoveFrames = "DELETE FROM frame WHERE file_id IN @files";
    private const string RemoveFiles = "DELETE FROM file WHERE id IN @files";

    // Rows of other tables that refer to these are gone before.
    private static readonly string[] RemoveRest =
    [
        "DELETE FROM camera WHERE survey_id = @Survey",
        "DELETE FROM site WHERE survey_id = @Survey",
        "DELETE FROM survey WHERE id = @Survey",
    ];

    public async Task RunAsync(RemoveSurvey argument, CancellationToken ct)
    {
        var (folders, files) = await LookAsync(argument, ct);
        if (folders is null)
        {
            await SweepAsync(argument.Left, ct);
            return;
        }
        var isLast = files.Count == 0 && !await RemoveStrayAsync(folders, ct);
        await objects.DeleteAsync(files.SelectMany(file => folders.Keys(file.Path)), ct);
        await AbortAsync(folders, files);

        await using var work = await db.BeginAsync(ct);
        if (isLast)
        {
            foreach (var remove in RemoveRest)
            {
                await work.ExecuteAsync(remove, argument);
            }
            await events.RaiseAsync(new SurveyRemoved(argument.Survey), work);
            await jobs.EnqueueAsync(
                work, argument with { Left = folders }, SurveyKey.SubjectOf(argument.Survey),
                clock.GetUtcNow() + LastFilesCome);
        }
        else
        {
            var ids = files.Select(file => file.Id);
            await work.ExecuteAsync(RemoveFrames, new { files = ids });
            await work.ExecuteAsync(RemoveFiles, new { files = ids });
            await jobs.EnqueueAsync(work, argument, SurveyKey.SubjectOf(argument.Survey));
        }
        await work.CommitAsync();
    }

    private async Task<(ObjectFolders? Folders, IReadOnlyList<Stored> Files)> LookAsync(
        RemoveSurvey argument, CancellationToken ct)
    {
        await using var session = await db.OpenAsync(ct);
        return (
            await session.FindAsync<ObjectFolders>(FindFolders, argument),
            await session.QueryAsync<Stored>(FindFiles, new { argument.Survey, Most }));
    }

    private async Task AbortAsync(ObjectFolders folders, IReadOnlyList<Stored> files)
    {
        foreach (var file in objects.Parts is null ? [] : files.Where(file => file.UploadId is not null))
        {
            await objects.Parts!.AbortAsync(folders.Keys(file.Path)[0], file.UploadId!);
        }
    }

    private async Task SweepAsync(ObjectFolders? folders, CancellationToken ct)
    {
        var found = folders is not null;
        while (found)
        {
            found = await RemoveStrayAsync(folders!, ct);
        }
    }

    /// <summary>What lies in the survey's folders without a row, a step's worth; false when nothing did.</summary>
    private async Task<bool> RemoveStrayAsync(ObjectFolders folders, CancellationToken ct)
    {
        var stray = new List<string>();
        foreach (var folder in (string[])[folders.Originals, folders.Renditions])
        {
            await foreach (var found in objects.ListAsync($"{folder}/", ct).Take(Most).WithCancellation(ct))
            {
                stray.Add(found.Key);
            }
        }
        await objects.DeleteAsync(stray, ct);
        return stray.Count > 0;
    }

    private sealed record Stored
    {
        public long Id { get; init; }
        public string Path { get; init; } = "";
        public string? UploadId { get; init; }
    }
}

/// <summary>Where a survey's objects lie; no other survey's lie there, now or later.</summary>
internal sealed record ObjectFolders
{
    public string Originals { get; init; } = "";
    public string Renditions { get; init; } = "";

    internal string[] Keys(string path) =>
        [$"{Originals}/{path}", $"{Renditions}/{path}.screen.jpg", $"{Renditions}/{path}.thumb.jpg"];
}
