using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using TrapTagger.Platform.Data;
using TrapTagger.Platform.Html;
using TrapTagger.Platform.Identity;
using TrapTagger.Platform.Storage;

namespace TrapTagger.Surveys;

/// <summary>A survey's files in the order they were announced, all or of one state.</summary>
internal static class ListFiles
{
    private const int PageSize = 100;

    private const string Select = """
        SELECT f.id, f.path, f.size, f.state, f.reason, r.taken_at, s.renditions
        FROM file f JOIN survey s ON s.id = f.survey_id LEFT JOIN frame r ON r.file_id = f.id
        WHERE f.survey_id = @Survey AND f.organisation_id = @Organisation
        """;

    private const string FindAll = $"{Select} AND f.id > @after ORDER BY f.id LIMIT @limit";
    private const string FindOfState = $"{Select} AND f.state = @state AND f.id > @after ORDER BY f.id LIMIT @limit";

    /// <param name="show">A filter's key; anything else shows all.</param>
    /// <param name="after">The last file of the page before this one.</param>
    internal static async Task<Results<RazorComponentResult, NotFound>> Show(
        long id, string? show, long? after, CurrentUser user, FilesDesk desk, CancellationToken ct)
    {
        var survey = new SurveyKey(id, user.Organisation);
        if (await desk.Heads.ProgressAsync(survey, ct) is not { } progress)
        {
            return TypedResults.NotFound();
        }
        var filters = Filters(progress.Head);
        var filter = filters.FirstOrDefault(f => f.Key == show) ?? filters[0];
        await using var session = await desk.Db.OpenAsync(ct);
        var found = await session.QueryAsync<Found>(
            filter.State is null ? FindAll : FindOfState,
            new { survey.Survey, survey.Organisation, state = filter.State, after = after ?? 0, limit = PageSize + 1 });
        var lines = found.Take(PageSize).Select(f => f.Line(desk.Objects)).ToList();
        return Render.View<FilesPage, FilesModel>(new(
            progress, filters, filter, lines, IsFirst: after is null, found.Count > PageSize ? lines[^1].Id : null));
    }

    private static IReadOnlyList<FileFilterModel> Filters(SurveyHeadModel head) =>
    [
        new("all", "All", null, head.Files),
        new("frames", "Frames", FileState.Frame, head.Frames),
        new("duplicates", "Duplicates", FileState.Duplicate, head.FilesDuplicate),
        new("quarantined", "Set aside", FileState.Quarantined, head.FilesQuarantined),
        new("missing", "Missing", FileState.Announced, head.Missing),
    ];

    private sealed record Found
    {
        public long Id { get; init; }
        public string Path { get; init; } = "";
        public long Size { get; init; }
        public string State { get; init; } = "";
        public string? Reason { get; init; }
        public DateTime? TakenAt { get; init; }
        public string Renditions { get; init; } = "";

        internal FileRowModel Line(IObjectStore objects) => new(
            Id, Path, Size, State, Reason, TakenAt,
            State == FileState.Frame ? Thumbnail.Sign(objects, Renditions, Path) : null);
    }
}

/// <summary>What listing files takes, as one parameter.</summary>
internal sealed record FilesDesk(Db Db, SurveyHeads Heads, IObjectStore Objects);

/// <param name="Next">Where the next page begins; null on the last one.</param>
public sealed record FilesModel(
    SurveyProgressModel Progress, IReadOnlyList<FileFilterModel> Filters, FileFilterModel Filter,
    IReadOnlyList<FileRowModel> Files, bool IsFirst, long? Next);

/// <param name="State">Null for all.</param>
public sealed record FileFilterModel(string Key, string Title, string? State, long Count);

/// <param name="Reason">Why it was set aside; for a duplicate the path of the file it repeats.</param>
/// <param name="Thumbnail">A frame's signed URL.</param>
public sealed record FileRowModel(
    long Id, string Path, long Size, string State, string? Reason, DateTime? TakenAt, string? Thumbnail);
