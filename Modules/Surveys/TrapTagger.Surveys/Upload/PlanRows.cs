using TrapTagger.Platform.Data;

namespace TrapTagger.Surveys;

/// <summary>The rows that a plan reads and writes.</summary>
internal static class PlanRows
{
    private const string FindKnown = $"""
        SELECT {FileRow.Columns} FROM file
        WHERE survey_id = @Survey AND organisation_id = @Organisation AND path IN @paths
        """;

    // Only files that came: one that is merely announced may never come, and then its twin would be lost with it.
    private const string FindTwins = """
        SELECT sha256, min(path) AS path FROM file
        WHERE survey_id = @Survey AND organisation_id = @Organisation AND sha256 IN @hashes
            AND state IN ('arrived', 'frame')
        GROUP BY sha256
        """;

    private const string Change = """
        UPDATE file SET size = @Size, sha256 = @Sha256, state = @State, reason = @Reason, tries = @Tries,
            upload_id = @UploadId
        WHERE id = @Id AND survey_id = @SurveyId AND organisation_id = @OrganisationId
        """;

    internal static Task<IReadOnlyList<FileRow>> KnownAsync(
        DbSession session, SurveyKey survey, IEnumerable<OfferedFile> offers) =>
        session.QueryAsync<FileRow>(
            FindKnown, new { survey.Survey, survey.Organisation, paths = offers.Select(o => o.Path ?? "") });

    /// <summary>By content, the path of a file that has it.</summary>
    internal static async Task<Dictionary<string, string>> TwinsAsync(
        DbSession session, SurveyKey survey, IEnumerable<OfferedFile> offers)
    {
        var hashes = offers.Select(o => o.Sha256);
        return (await session.QueryAsync<Twin>(FindTwins, new { survey.Survey, survey.Organisation, hashes }))
            .ToDictionary(t => t.Sha256, t => t.Path);
    }

    internal static FileRow New(long id, SurveyKey survey, OfferedFile offer) => new()
    {
        Id = id,
        OrganisationId = survey.Organisation,
        SurveyId = survey.Survey,
        Path = offer.Path!,
        Size = offer.Size,
        State = FileState.Announced,
    };

    /// <summary>Writes what the decisions change, and what that changes of the survey's counts.</summary>
    internal static async Task KeepAsync(
        DbSession work, SurveyKey survey, Dictionary<string, FileRow> known, IReadOnlyList<UploadDecision> decisions)
    {
        var rows = decisions.Select(d => d.After).ToLookup(row => known.ContainsKey(row.Path));
        var changed = rows[true].Where(row => row != known[row.Path]).ToList();
        await work.InsertAsync("file", [.. rows[false]]);
        foreach (var row in changed)
        {
            await work.ExecuteAsync(Change, row);
        }
        var before = SurveyCounts.Of(changed.Select(row => known[row.Path]));
        await (SurveyCounts.Of(rows[false]) + SurveyCounts.Of(changed) - before).AddToAsync(work, survey);
    }

    private sealed record Twin
    {
        public string Sha256 { get; init; } = "";
        public string Path { get; init; } = "";
    }
}
