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

    private const string Find = """
        SELECT owner_organisation_id AS owner, accepted_at FROM survey_share
        WHERE survey_id = @survey AND organisation_id = @Organisation
        """;

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
        var share = new { survey, user.Organisation, now = desk.Clock.GetUtcNow() };
        if (await work.FindAsync<Offered>(Find, share) is not { } offered || await work.ExecuteAsync(sql, share) == 0)
        {
            return TypedResults.NotFound();
        }
        var details = new { organisation = user.Organisation };
        await desk.TellAccessAsync(work, user, survey, verb, details);
        await desk.Audit.WriteAsync(
            work, new(verb, new("survey", survey)) { Organisation = offered.Owner, Details = details });
        if (await AccessNotices.FindAsync(work, survey, offered.Owner) is { } told)
        {
            var did = sql == Take ? "accepted" : offered.AcceptedAt is null ? "declined" : "given back";
            await AccessNotices.SharedAsync(
                desk, work, offered.Owner, $"{user.OrganisationName} has {did} “{told.Name}”.",
                $"/surveys/{survey}/access");
        }
        await work.CommitAsync();
        return new SeeOther("/organisation/shared");
    }

    private sealed record Offered
    {
        public long Owner { get; init; }
        public DateTimeOffset? AcceptedAt { get; init; }
    }
}
