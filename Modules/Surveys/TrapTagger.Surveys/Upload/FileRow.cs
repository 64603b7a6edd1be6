namespace TrapTagger.Surveys;

/// <summary>A row of `file`, as it is read and written whole.</summary>
internal sealed record FileRow
{
    internal const string Columns = """
        id, organisation_id, survey_id, path, size, sha256, state, reason, tries, upload_id
        """;

    public required long Id { get; init; }

    public required long OrganisationId { get; init; }

    public required long SurveyId { get; init; }

    public required string Path { get; init; }

    /// <summary>Bytes.</summary>
    public required long Size { get; init; }

    /// <summary>64 lower-case hexadecimal digits; null while only announced.</summary>
    public string? Sha256 { get; init; }

    public required string State { get; init; }

    public string? Reason { get; init; }

    public int Tries { get; init; }

    /// <summary>The store's name for the parts of a large file that are on their way.</summary>
    public string? UploadId { get; init; }
}

/// <summary>announced -> arrived -> frame, duplicate or quarantined.</summary>
internal static class FileState
{
    internal const string Announced = "announced";
    internal const string Arrived = "arrived";
    internal const string Frame = "frame";
    internal const string Duplicate = "duplicate";
    internal const string Quarantined = "quarantined";
}
