using CsvHelper;
using TrapTagger.Platform.Downloads;

namespace TrapTagger.Results;

/// <summary>A frame as the export reads it and writes it.</summary>
internal sealed record FrameLine
{
    internal const string OfSite = """
        SELECT c.name AS camera, f.taken_at, f.path, m.cluster_id,
            (SELECT count(*) FROM classification_detection d
             WHERE d.frame_id = f.id AND d.organisation_id = @Organisation
                AND d.category = 1 AND d.counts = 1) AS animals
        FROM surveys_frame f
        JOIN surveys_camera c ON c.id = f.camera_id
        LEFT JOIN annotation_cluster_frame m ON m.frame_id = f.id AND m.annotation_set_id = @Set
        WHERE f.site_id = @Site AND f.organisation_id = @Organisation
        ORDER BY f.taken_at, f.path
        """;

    public string Camera { get; init; } = "";

    /// <summary>As the camera's clock showed it; null when the file does not say.</summary>
    public DateTime? TakenAt { get; init; }

    public string Path { get; init; } = "";

    /// <summary>Null for a frame that came after the clusters were built.</summary>
    public long? ClusterId { get; init; }

    /// <summary>Its boxes of animals that count.</summary>
    public long Animals { get; init; }

    /// <param name="decided">Null while nobody decided its cluster.</param>
    internal void Write(CsvWriter csv, SitePlace site, DecidedCluster? decided)
    {
        csv.WriteField(site.Name);
        csv.WriteField(Camera);
        csv.WriteField(site.Latitude);
        csv.WriteField(site.Longitude);
        csv.WriteField(TakenAt, CsvFile.TimeFormat);
        csv.WriteField(decided?.Species);
        csv.WriteField(decided is { HasSightings: true } ? Animals : 0);
        csv.WriteField(Path);
        csv.WriteField(ClusterId);
        csv.WriteField(decided?.Annotator);
    }
}
