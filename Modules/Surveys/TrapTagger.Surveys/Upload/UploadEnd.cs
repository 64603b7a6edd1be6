using TrapTagger.Platform.Data;

namespace TrapTagger.Surveys;

/// <summary>Closes an upload. Of several who do it at once only one tells the other modules.</summary>
internal static class UploadEnd
{
    private const string Close = """
        UPDATE survey SET upload_open = 0 WHERE id = @Survey AND organisation_id = @Organisation AND upload_open = 1
        """;

    internal static async Task CloseAsync(DbSession work, SurveyKey survey, SurveySettling settling)
    {
        if (await work.ExecuteAsync(Close, survey) == 1)
        {
            await settling.RaiseWhenCheckedAsync(work, survey.Survey);
        }
    }
}
