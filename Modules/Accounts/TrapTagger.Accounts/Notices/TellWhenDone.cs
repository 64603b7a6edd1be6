using TrapTagger.Classification;
using TrapTagger.Platform;
using TrapTagger.Platform.Data;
using TrapTagger.Platform.Html;
using TrapTagger.Surveys;

namespace TrapTagger.Accounts;

/// <summary>Long work that people started and left is done: those who work on the survey hear of it.</summary>
internal sealed class TellWhenDone(Notices notices) : IHandle<SurveyChecked>, IHandle<SurveyDetected>
{
    private const string FindSurvey = """
        SELECT name, frames FROM surveys_survey WHERE id = @survey AND organisation_id = @organisation
        """;

    public Task HandleAsync(SurveyChecked happened, DbSession work) => TellAsync(
        work, happened.Survey, happened.Organisation,
        survey => $"Every file of “{survey.Name}” is checked: {Words.Count(survey.Frames, "frame", "frames")}.");

    public Task HandleAsync(SurveyDetected happened, DbSession work) => TellAsync(
        work, happened.Survey, happened.Organisation,
        survey => $"The detector has looked at every frame of “{survey.Name}”.");

    private async Task TellAsync(DbSession work, long survey, long organisation, Func<Survey, string> say)
    {
        if (await work.FindAsync<Survey>(FindSurvey, new { survey, organisation }) is { } found)
        {
            await notices.HandleAsync(
                new OrganisationTold(organisation, "write", say(found), $"/surveys/{survey}") { IsDone = true }, work);
        }
    }

    private sealed record Survey
    {
        public string Name { get; init; } = "";
        public long Frames { get; init; }
    }
}
