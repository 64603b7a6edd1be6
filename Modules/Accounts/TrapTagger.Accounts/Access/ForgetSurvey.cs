using TrapTagger.Platform;
using TrapTagger.Platform.Data;
using TrapTagger.Surveys;

namespace TrapTagger.Accounts;

/// <summary>
/// With a survey that was deleted goes all that was said of who may do what with it. Organisations it was shared with
/// are told.
/// </summary>
internal sealed class ForgetSurvey(Notices notices) : IHandle<SurveyDeleted>
{
    private const string FindSharers = """
        SELECT h.organisation_id AS sharer, o.name AS owner FROM survey_share h
        JOIN organisation o ON o.id = h.owner_organisation_id
        WHERE h.survey_id = @Survey AND h.owner_organisation_id = @Organisation AND h.accepted_at IS NOT NULL
        """;

    private static readonly string[] Remove =
    [
        "DELETE FROM survey_exception WHERE survey_id = @Survey",
        "DELETE FROM survey_share WHERE survey_id = @Survey AND owner_organisation_id = @Organisation",
        "DELETE FROM survey_precision WHERE survey_id = @Survey AND organisation_id = @Organisation",
        "DELETE FROM api_token WHERE survey_id = @Survey",
    ];

    public async Task HandleAsync(SurveyDeleted happened, DbSession work)
    {
        foreach (var shared in await work.QueryAsync<Sharing>(FindSharers, happened))
        {
            await notices.HandleAsync(
                new OrganisationTold(
                    shared.Sharer, "read", $"{shared.Owner} deleted the survey “{happened.Name}” that it shared."),
                work);
        }
        foreach (var remove in Remove)
        {
            await work.ExecuteAsync(remove, happened);
        }
    }

    private sealed record Sharing
    {
        public long Sharer { get; init; }
        public string Owner { get; init; } = "";
    }
}
