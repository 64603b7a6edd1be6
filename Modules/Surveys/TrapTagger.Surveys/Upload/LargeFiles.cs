using TrapTagger.Platform.Storage;

namespace TrapTagger.Surveys;

/// <summary>Files that go into the store in parts, so that after a break only the rest of them is sent.</summary>
internal static class LargeFiles
{
    // Changed meanwhile, another window began it, or somebody went on without it: then this upload is not the file's.
    private const string Remember = """
        UPDATE file SET upload_id = @upload
        WHERE id = @Id AND survey_id = @SurveyId AND organisation_id = @OrganisationId AND state = 'announced'
            AND size = @Size AND sha256 = @Sha256 AND (upload_id IS NULL OR upload_id = @UploadId)
        """;

    private const string FindUpload = """
        SELECT upload_id FROM file
        WHERE id = @Id AND survey_id = @SurveyId AND organisation_id = @OrganisationId AND state = 'announced'
            AND size = @Size AND sha256 = @Sha256
        """;

    /// <summary>
    /// What is still to be sent; null when the file goes in one request. An upload that the store has forgotten is
    /// begun again.
    /// </summary>
    internal static async Task<IReadOnlyList<SignedPart>?> PlanAsync(
        FileRow file, string key, TimeSpan lifetime, SurveysDesk desk, CancellationToken ct)
    {
        if (desk.Objects.Parts is not { } parts || file.Size <= IObjectParts.MostAtOnce)
        {
            return null;
        }
        var missing = file.UploadId is { } begun
            ? await parts.SignMissingAsync(key, begun, file.Size, lifetime, ct)
            : null;
        if (missing is not null)
        {
            return missing;
        }
        var mine = await parts.BeginAsync(key, ct);
        var kept = await RememberAsync(file, mine, desk);
        if (kept != mine)
        {
            await parts.AbortAsync(key, mine);
        }
        return kept is null ? null : await parts.SignMissingAsync(key, kept, file.Size, lifetime, ct);
    }

    /// <summary>The parts of files that won't come, or come with other content. Nothing waits for this.</summary>
    internal static Task AbortAsync(IEnumerable<FileRow> files, UploadTarget target, IObjectStore objects) =>
        Task.WhenAll(files.Where(f => f.UploadId is not null).Select(f =>
            objects.Parts?.AbortAsync(target.Key(f.Path), f.UploadId!) ?? Task.CompletedTask));

    /// <summary>The upload that the file has now; null for a file that is not waited for any more.</summary>
    private static async Task<string?> RememberAsync(FileRow file, string upload, SurveysDesk desk)
    {
        await using var work = await desk.Db.BeginAsync(CancellationToken.None);
        await new SurveyKey(file.SurveyId, file.OrganisationId).LockAsync(work);
        var changed = await work.ExecuteAsync(Remember, new
        {
            upload, file.Id, file.SurveyId, file.OrganisationId, file.Size, file.Sha256, file.UploadId,
        });
        var kept = changed == 1 ? upload : await work.ScalarAsync<string>(FindUpload, file);
        await work.CommitAsync();
        return kept;
    }
}
