using Microsoft.AspNetCore.Http.HttpResults;
using TrapTagger.Platform.Data;
using TrapTagger.Platform.Html;
using TrapTagger.Platform.Identity;

namespace TrapTagger.Accounts;

/// <summary>What other organisations share with this one, or offer to, and what this one shares.</summary>
internal static class ListShares
{
    private const string FindReceived = """
        SELECT h.survey_id, s.name AS survey, o.name AS organisation, h.role, h.accepted_at
        FROM survey_share h
        JOIN surveys_survey s ON s.id = h.survey_id
        JOIN organisation o ON o.id = h.owner_organisation_id
        WHERE h.organisation_id = @Organisation
        ORDER BY h.shared_at DESC, h.survey_id DESC LIMIT 500
        """;

    private const string FindGiven = """
        SELECT h.survey_id, s.name AS survey, o.name AS organisation, h.role, h.accepted_at
        FROM survey_share h
        JOIN surveys_survey s ON s.id = h.survey_id
        JOIN organisation o ON o.id = h.organisation_id
        WHERE h.owner_organisation_id = @Organisation
        ORDER BY h.shared_at DESC, h.survey_id DESC LIMIT 500
        """;

    private const string FindFolder = "SELECT folder FROM organisation WHERE id = @Organisation";

    internal static async Task<RazorComponentResult> Show(CurrentUser user, Db db, CancellationToken ct)
    {
        await using var session = await db.OpenAsync(ct);
        return Render.View<SharesPage, SharesModel>(new(
            user.OrganisationName,
            await session.ScalarAsync<string>(FindFolder, new { user.Organisation }) ?? "",
            await session.QueryAsync<ShareModel>(FindReceived, new { user.Organisation }),
            await session.QueryAsync<ShareModel>(FindGiven, new { user.Organisation })));
    }
}

/// <param name="Folder">By which others find the organisation where its name is not the only one.</param>
public sealed record SharesModel(
    string Organisation, string Folder, IReadOnlyList<ShareModel> Received, IReadOnlyList<ShareModel> Given);

public sealed record ShareModel
{
    public long SurveyId { get; init; }
    public string Survey { get; init; } = "";

    /// <summary>The other one.</summary>
    public string Organisation { get; init; } = "";

    public string Role { get; init; } = "";
    public DateTimeOffset? AcceptedAt { get; init; }
}
