using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using TrapTagger.Platform.Html;
using TrapTagger.Platform.Identity;

namespace TrapTagger.Accounts;

/// <summary>An administrator accepts a survey that is offered, or declines it, or gives it back.</summary>
internal static class AnswerShare
{
    private const string Take = """
        UPDATE survey_share SET accepted_at = @now
        WHERE survey_id = @survey AND organisation_id = @Organisation AND accepted_at IS NULL
        """;

    private const string Drop =
        "DELETE FROM survey_share WHERE survey_id = @survey AND organisation_id = @Organisation";

    internal static Task<Results<SeeOther, NotFound>> Accept(
        long survey, CurrentUser user, MembersDesk desk, CancellationToken ct) =>
        AnswerAsync(survey, Take, "access.share-accepted", user, desk, ct);

    internal static Task<Results<SeeOther, NotFound>> Decline(
        long survey, CurrentUser user, MembersDesk desk, CancellationToken ct) =>
        AnswerAsync(survey, Drop, "access.share-declined", user, desk, ct);

    private static async Task<Results<SeeOther, NotFound>> AnswerAsync(
        long survey, string sql, string verb, CurrentUser user, MembersDesk desk, CancellationToken ct)
    {
        await using var work = await desk.Db.BeginAsync(ct);
        if (await work.ExecuteAsync(sql, new { survey, user.Organisation, now = desk.Clock.GetUtcNow() }) == 0)
        {
            return TypedResults.NotFound();
        }
        await desk.TellAccessAsync(work, user, survey, verb, new { organisation = user.Organisation });
        await work.CommitAsync();
        return new SeeOther("/organisation/shared");
    }
}
