using TrapTagger.Platform.Data;

namespace TrapTagger.Surveys;

/// <summary>
/// What a survey's row counts of its files. Whoever changes files adds the difference, in the same transaction, so
/// that a page never has to count.
/// </summary>
internal readonly record struct SurveyCounts(
    long Files, long FilesArrived, long FilesChecked, long FilesDuplicate, long FilesQuarantined,
    long Bytes, long BytesArrived)
{
    // Files still to come open the upload again: nothing is announced in a survey whose upload is closed.
    private const string Add = """
        UPDATE survey SET files = files + @Files, files_arrived = files_arrived + @FilesArrived,
            files_checked = files_checked + @FilesChecked, files_duplicate = files_duplicate + @FilesDuplicate,
            files_quarantined = files_quarantined + @FilesQuarantined,
            bytes = bytes + @Bytes, bytes_arrived = bytes_arrived + @BytesArrived,
            upload_open = CASE WHEN @Files > @FilesArrived THEN 1 ELSE upload_open END
        WHERE id = @Survey AND organisation_id = @Organisation
        """;

    /// <summary>What one file adds; a file that is not there adds nothing.</summary>
    internal static SurveyCounts Of(FileRow? file)
    {
        if (file is null)
        {
            return default;
        }
        var arrived = file.State == FileState.Announced ? 0 : 1;
        var isChecked = file.State is FileState.Announced or FileState.Arrived ? 0 : 1;
        return new(
            1, arrived, isChecked,
            file.State == FileState.Duplicate ? 1 : 0, file.State == FileState.Quarantined ? 1 : 0,
            file.Size, file.Size * arrived);
    }

    internal static SurveyCounts Of(IEnumerable<FileRow> files) =>
        files.Aggregate(default(SurveyCounts), (sum, file) => sum + Of(file));

    public static SurveyCounts operator +(SurveyCounts a, SurveyCounts b) => new(
        a.Files + b.Files, a.FilesArrived + b.FilesArrived, a.FilesChecked + b.FilesChecked,
        a.FilesDuplicate + b.FilesDuplicate, a.FilesQuarantined + b.FilesQuarantined,
        a.Bytes + b.Bytes, a.BytesArrived + b.BytesArrived);

    public static SurveyCounts operator -(SurveyCounts a, SurveyCounts b) => new(
        a.Files - b.Files, a.FilesArrived - b.FilesArrived, a.FilesChecked - b.FilesChecked,
        a.FilesDuplicate - b.FilesDuplicate, a.FilesQuarantined - b.FilesQuarantined,
        a.Bytes - b.Bytes, a.BytesArrived - b.BytesArrived);

    internal Task AddToAsync(DbSession work, SurveyKey survey) => this == default
        ? Task.CompletedTask
        : work.ExecuteAsync(Add, new
        {
            Files, FilesArrived, FilesChecked, FilesDuplicate, FilesQuarantined, Bytes, BytesArrived,
            survey.Survey, survey.Organisation,
        });
}
