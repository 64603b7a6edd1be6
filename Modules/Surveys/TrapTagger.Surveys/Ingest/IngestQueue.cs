using System.Data.Common;
using TrapTagger.Platform.Data;

namespace TrapTagger.Surveys;

/// <summary>A file that arrived and was not read yet.</summary>
internal sealed record ArrivedFile
{
    public long Id { get; init; }
    public long OrganisationId { get; init; }
    public string Path { get; init; } = "";
    public string Sha256 { get; init; } = "";
    public int Tries { get; init; }
    public string Originals { get; init; } = "";
    public string Renditions { get; init; } = "";
    public int SiteLevel { get; init; }
    public int CameraLevel { get; init; }

    internal Placement Placement => SiteRule.Place(Path, new(SiteLevel, CameraLevel));

    internal string OriginalKey => $"{Originals}/{Path}";

    internal string ScreenKey => $"{Renditions}/{Path}.screen.jpg";

    internal string ThumbnailKey => $"{Renditions}/{Path}.thumb.jpg";
}

/// <summary>Which files of a chunk are still to be read, and how often that was begun.</summary>
internal sealed class IngestQueue(Db db, TimeProvider clock)
{
    private static readonly TimeSpan Breath = TimeSpan.FromSeconds(1);

    private const string FindArrived = """
        SELECT f.id, f.organisation_id, f.path, f.sha256, f.tries,
            s.originals, s.renditions, s.site_level, s.camera_level
        FROM file f JOIN survey s ON s.id = f.survey_id
        WHERE f.survey_id = @Survey AND f.id IN @Files AND f.state = 'arrived'
        ORDER BY f.id
        """;

    // Said outright: whoever could not learn whether it was written writes it again.
    private const string SetTries = "UPDATE file SET tries = @tries WHERE id IN @files AND state = 'arrived'";

    internal async Task<IReadOnlyList<ArrivedFile>> FindAsync(IngestFiles chunk, CancellationToken ct)
    {
        await using var session = await db.OpenAsync(ct);
        return await session.QueryAsync<ArrivedFile>(FindArrived, chunk);
    }

    /// <param name="files">All begun equally often.</param>
    internal Task BeginAsync(IReadOnlyList<ArrivedFile> files, CancellationToken ct) =>
        SetTriesAsync(files, files[0].Tries + 1, ct);

    /// <summary>
    /// As if the files had not been begun: done even while the worker is being stopped, and otherwise as soon as the
    /// database is there, or its outages would count as the files' fault.
    /// </summary>
    internal async Task HandBackAsync(IReadOnlyList<ArrivedFile> files, CancellationToken stops)
    {
        while (true)
        {
            try
            {
                await SetTriesAsync(files, files[0].Tries, CancellationToken.None);
                return;
            }
            catch (DbException e) when (db.Dialect.IsAway(e) && !stops.IsCancellationRequested)
            {
                await Task.Delay(Breath, clock, CancellationToken.None);
            }
        }
    }

    private async Task SetTriesAsync(IReadOnlyList<ArrivedFile> files, int tries, CancellationToken ct)
    {
        await using var session = await db.OpenAsync(ct);
        await session.ExecuteAsync(SetTries, new { tries, files = files.Select(f => f.Id) });
    }
}
