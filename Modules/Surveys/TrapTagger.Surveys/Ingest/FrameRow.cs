namespace TrapTagger.Surveys;

/// <summary>A new row of `frame`.</summary>
internal sealed record FrameRow
{
    public long Id { get; init; }
    public long OrganisationId { get; init; }
    public long SurveyId { get; init; }
    public long SiteId { get; init; }
    public long CameraId { get; init; }
    public long FileId { get; init; }
    public string Path { get; init; } = "";
    public DateTime? TakenAt { get; init; }
    public string? TakenFrom { get; init; }
    public int? TakenOffset { get; init; }
    public string? TakenNote { get; init; }
    public int Width { get; init; }
    public int Height { get; init; }
    public string ContentHash { get; init; } = "";

    internal static FrameRow Of(long id, long survey, ArrivedFile file, ReadPicture picture, Place place) => new()
    {
        Id = id,
        OrganisationId = file.OrganisationId,
        SurveyId = survey,
        SiteId = place.SiteId,
        CameraId = place.CameraId,
        FileId = file.Id,
        Path = file.Path,
        TakenAt = picture.Metadata.Taken?.At,
        TakenFrom = picture.Metadata.Taken?.From,
        TakenOffset = (int?)picture.Metadata.Taken?.Offset?.TotalMinutes,
        TakenNote = picture.Metadata.Note,
        Width = picture.Width,
        Height = picture.Height,
        ContentHash = picture.ContentHash,
    };
}
