using Microsoft.AspNetCore.Http.HttpResults;
using TrapTagger.Platform.Data;
using TrapTagger.Platform.Downloads;
using TrapTagger.Platform.Identity;

namespace TrapTagger.Surveys;

/// <summary>The surveys that a person may see as a CSV file: by its numbers scripts ask for more of each.</summary>
internal static class DownloadSurveys
{
    private static readonly string[] Columns =
    [
        "Id", "Survey", "Kind", "Time Zone", "Made (UTC)", "Upload Open", "Files", "Files Arrived", "Files Checked",
        "Duplicates", "Set Aside", "Frames", "Bytes",
    ];

    private const string Find = """
        SELECT id, name, kind, zone, created_at, upload_open, files, files_arrived, files_checked, files_duplicate,
            files_quarantined, files_checked - files_duplicate - files_quarantined AS frames, bytes
        FROM survey s
        WHERE (s.organisation_id = @Organisation AND @All AND s.id NOT IN @Without) OR s.id IN @With
        ORDER BY s.created_at DESC, s.id DESC
        """;

    internal static async Task<PushStreamHttpResult> Show(
        CurrentUser user, IRights rights, Db db, CancellationToken ct)
    {
        var mine = await rights.FindOwnedAsync(user, Right.See, ct);
        return CsvFile.Of("surveys.csv", async csv =>
        {
            csv.WriteHeader(Columns);
            await using var session = await db.OpenAsync(ct);
            await foreach (var row in session.StreamAsync<SurveyLine>(
                Find, new { mine.Organisation, mine.All, mine.Without, mine.With }))
            {
                await csv.WriteRowAsync(row.Cells, ct);
            }
        });
    }

    private sealed record SurveyLine
    {
        public long Id { get; init; }
        public string Name { get; init; } = "";
        public string Kind { get; init; } = "";
        public string? Zone { get; init; }
        public DateTimeOffset CreatedAt { get; init; }
        public bool UploadOpen { get; init; }
        public long Files { get; init; }
        public long FilesArrived { get; init; }
        public long FilesChecked { get; init; }
        public long FilesDuplicate { get; init; }
        public long FilesQuarantined { get; init; }
        public long Frames { get; init; }
        public long Bytes { get; init; }

        internal IEnumerable<object?> Cells =>
        [
            Id, Name, Kind, Zone, CreatedAt, UploadOpen ? "yes" : "no", Files, FilesArrived, FilesChecked,
            FilesDuplicate, FilesQuarantined, Frames, Bytes,
        ];
    }
}
