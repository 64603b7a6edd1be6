using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using TrapTagger.Platform.Data;
using TrapTagger.Platform.Downloads;
using TrapTagger.Platform.Identity;

namespace TrapTagger.Surveys;

/// <summary>A survey's files as a CSV file, in the order they were announced: what came of each, and why.</summary>
internal static class DownloadFiles
{
    private static readonly string[] Columns =
        ["File", "Bytes", "SHA-256", "State", "Reason", "Timestamp", "Timestamp From", "Width", "Height"];

    private const string FindName = "SELECT name FROM survey WHERE id = @Survey AND organisation_id = @Organisation";

    private const string Find = """
        SELECT f.path, f.size, f.sha256, f.state, f.reason, r.taken_at, r.taken_from, r.width, r.height
        FROM file f LEFT JOIN frame r ON r.file_id = f.id
        WHERE f.survey_id = @Survey AND f.organisation_id = @Organisation
        ORDER BY f.id
        """;

    internal static async Task<Results<PushStreamHttpResult, NotFound>> Show(
        long id, CurrentUser user, Db db, CancellationToken ct)
    {
        var survey = new SurveyKey(id, user.Organisation);
        return await FindNameAsync(survey, db, ct) is { } name
            ? CsvFile.Of(DownloadName.Of(name, "files.csv"), async csv =>
            {
                csv.WriteHeader(Columns);
                await using var session = await db.OpenAsync(ct);
                await foreach (var row in session.StreamAsync<FileLine>(Find, survey))
                {
                    await csv.WriteRowAsync(row.Cells, ct);
                }
            })
            : TypedResults.NotFound();
    }

    private static async Task<string?> FindNameAsync(SurveyKey survey, Db db, CancellationToken ct)
    {
        await using var session = await db.OpenAsync(ct);
        return await session.ScalarAsync<string>(FindName, survey);
    }

    private sealed record FileLine
    {
        public string Path { get; init; } = "";
        public long Size { get; init; }
        public string? Sha256 { get; init; }
        public string State { get; init; } = "";
        public string? Reason { get; init; }
        public DateTime? TakenAt { get; init; }
        public string? TakenFrom { get; init; }
        public int? Width { get; init; }
        public int? Height { get; init; }

        internal IEnumerable<object?> Cells =>
            [Path, Size, Sha256, State, Reason, TakenAt, TakenFrom, Width, Height];
    }
}
