using TrapTagger.Platform;
using TrapTagger.Platform.Data;

namespace TrapTagger.Surveys;

/// <summary>
/// Notices, inside the transaction that ends the last piece of work, that a survey's files are all read.
/// </summary>
internal sealed class SurveySettling(Events events)
{
    // Reading the row after changing it: two workers that finish together take turns at it, so one of them sees both.
    private const string FindChecked = """
        SELECT organisation_id FROM survey
        WHERE id = @survey AND upload_open = 0 AND files_checked = files AND files > 0
        """;

    /// <summary>Raises <see cref="SurveyChecked"/> when nothing is pending; listeners bear hearing it again.</summary>
    internal async Task RaiseWhenCheckedAsync(DbSession work, long survey)
    {
        if (await work.ScalarAsync<long?>(FindChecked, new { survey }) is { } organisation)
        {
            await events.RaiseAsync(new SurveyChecked(survey, organisation), work);
        }
    }
}
