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
internal sealed class IngestQueue(Db db)
{
    private const string FindArrived = """
        SELECT f.id, f.organisation_id, f.path, f.sha256, f.tries,
            s.originals, s.renditions, s.site_level, s.camera_level
        FROM file f JOIN survey s ON s.id = f.survey_id
        WHERE f.survey_id = @Survey AND f.id IN @Files AND f.state = 'arrived'
        ORDER BY f.id
        """;

    private const string CountTry = "UPDATE file SET tries = tries + 1 WHERE id IN @files";
    private const string UncountTry = "UPDATE file SET tries = tries - 1 WHERE id IN @files AND state = 'arrived'";

    internal async Task<IReadOnlyList<ArrivedFile>> FindAsync(IngestFiles chunk, CancellationToken ct)
    {
        await using var session = await db.OpenAsync(ct);
        return await session.QueryAsync<ArrivedFile>(FindArrived, chunk);
    }

    internal async Task BeginAsync(IReadOnlyList<ArrivedFile> files, CancellationToken ct)
    {
        await using var session = await db.OpenAsync(ct);
        await session.ExecuteAsync(CountTry, new { files = files.Select(f => f.Id) });
    }

    /// <summary>As if the files had not been begun; done even while the worker is being stopped.</summary>
    internal async Task HandBackAsync(IReadOnlyList<ArrivedFile> files)
    {
        await using var session = await db.OpenAsync(CancellationToken.None);
        await session.ExecuteAsync(UncountTry, new { files = files.Select(f => f.Id) });
    }
}
