using TrapTagger.Platform.Data;

namespace TrapTagger.Surveys;

/// <summary>What an upload must know of its survey.</summary>
internal sealed record UploadTarget
{
    private const string Find = """
        SELECT site_level, camera_level, originals FROM survey WHERE id = @Survey AND organisation_id = @Organisation
        """;

    /// <summary>Of one file: a browser holds the whole of it in memory to hash it, and so does the worker.</summary>
    private const long MostBytes = 100_000_000;

    public int SiteLevel { get; init; }

    public int CameraLevel { get; init; }

    public string Originals { get; init; } = "";

    /// <summary>Null when there is no such survey for this organisation.</summary>
    internal static Task<UploadTarget?> FindAsync(DbSession session, SurveyKey survey) =>
        session.FindAsync<UploadTarget>(Find, survey);

    internal string Key(string path) => $"{Originals}/{path}";

    /// <summary>Why a file is not taken, in a sentence; null when it is.</summary>
    internal string? Reject(string? path, long size) =>
        UploadPath.Reject(path)
        ?? (FileKinds.IsPicture(path!) ? null : "Only .jpg, .jpeg and .png files are uploaded.")
        ?? SiteRule.Place(path!, new(SiteLevel, CameraLevel)).WhyNot
        ?? (size is < 0 or > MostBytes ? "It is over 100 MB, which no photograph of a camera trap is." : null);
}
