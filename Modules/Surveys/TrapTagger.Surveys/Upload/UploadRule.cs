namespace TrapTagger.Surveys;

/// <summary>What becomes of an offered file.</summary>
/// <param name="After">Its row from now on.</param>
/// <param name="Replaces">An object of other content may lie under its key.</param>
internal sealed record UploadDecision(string Verdict, FileRow After, string? Reason = null, bool Replaces = false);

/// <summary>Whether a file is sent, from what is known of its path and its content.</summary>
internal static class UploadRule
{
    internal const string Put = "put";
    internal const string There = "there";
    internal const string Duplicate = "duplicate";
    internal const string Refused = "refused";

    internal const string OtherContent =
        "The survey has another photograph under this path: rename the file or its folder to add it.";

    /// <param name="file">The row of the offered path; a new one says "announced".</param>
    /// <param name="twin">The path of another file with the same content that came; null when there is none.</param>
    internal static UploadDecision Decide(OfferedFile offer, FileRow file, string? twin) => file.State switch
    {
        // What was set aside is tried again when somebody brings it again: mended, or with its reason gone.
        FileState.Announced or FileState.Quarantined => Expect(offer, file, twin),
        _ when file.Sha256 != offer.Sha256 => new(Refused, file, OtherContent),
        FileState.Duplicate => new(Duplicate, file, file.Reason),
        _ => new(There, file),
    };

    private static UploadDecision Expect(OfferedFile offer, FileRow file, string? twin)
    {
        var replaces = file.State == FileState.Quarantined
            || (file.Sha256 is not null && file.Sha256 != offer.Sha256);
        var after = file with
        {
            Size = offer.Size,
            Sha256 = offer.Sha256,
            State = twin is null ? FileState.Announced : FileState.Duplicate,
            Reason = twin,
            Tries = 0,
            UploadId = twin is null && !replaces ? file.UploadId : null,
        };
        return new(twin is null ? Put : Duplicate, after, twin, replaces);
    }
}
