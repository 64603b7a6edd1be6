using TrapTagger.Platform.Data;

namespace TrapTagger.Surveys;

/// <summary>A survey as its owner names it: every statement about it carries both numbers.</summary>
internal readonly record struct SurveyKey(long Survey, long Organisation)
{
    // Changes nothing: it makes others who change the survey's files wait, and its row count says whose survey it is.
    private const string Lock = """
        UPDATE survey SET upload_open = upload_open WHERE id = @Survey AND organisation_id = @Organisation
        """;

    /// <summary>What its background work is asked for with.</summary>
    internal string Subject => SubjectOf(Survey);

    internal static string SubjectOf(long survey) => $"survey/{survey}";

    /// <summary>
    /// Goes first in a transaction that changes files: their states and the survey's counts then move together,
    /// whoever else uploads or checks. False when there is no such survey for this organisation.
    /// </summary>
    internal async Task<bool> LockAsync(DbSession work)
    {
        work.Touch(Subject);
        return await work.ExecuteAsync(Lock, this) == 1;
    }
}
