using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using TrapTagger.Platform.Data;
using TrapTagger.Platform.Html;
using TrapTagger.Platform.Identity;

namespace TrapTagger.Accounts;

/// <summary>An administrator offers a survey to another organisation, whose administrators accept or decline.</summary>
internal static class ShareSurvey
{
    private const string FindOrganisation =
        "SELECT id FROM organisation WHERE lower(name) = lower(@name) AND id <> @Organisation ORDER BY id LIMIT 1";

    private const string Forget = """
        DELETE FROM survey_share
        WHERE survey_id = @survey AND owner_organisation_id = @Organisation AND organisation_id = @other
        """;

    // Changing what an organisation may do needs no other answer of theirs.
    private const string FindAcceptance = """
        SELECT accepted_at FROM survey_share
        WHERE survey_id = @survey AND owner_organisation_id = @Organisation AND organisation_id = @other
        """;

    private const string Add = """
        INSERT INTO survey_share (survey_id, organisation_id, owner_organisation_id, role, shared_by, shared_at,
            accepted_at)
        VALUES (@survey, @other, @Organisation, @role, @person, @now, @accepted)
        """;

    internal static async Task<Results<SeeOther, RazorComponentResult, NotFound>> Submit(
        long survey, [FromForm] string? organisation, [FromForm] string? role, CurrentUser user, FindRights rights,
        MembersDesk desk, CancellationToken ct)
    {
        if (RoleWords.Read(role) is not (Role.Read or Role.Write))
        {
            return await RefuseAsync("Choose whether they may see the survey or change it, too.");
        }
        var name = organisation?.Trim() ?? "";
        await using (var work = await desk.Db.BeginAsync(ct))
        {
            await OrganisationLock.TakeAsync(work, user.Organisation);
            if (await work.ScalarAsync<long?>(FindOrganisation, new { name, user.Organisation }) is { } other)
            {
                await OfferAsync(work, survey, other, role!, user, desk);
                await work.CommitAsync();
                return new SeeOther($"/surveys/{survey}/access");
            }
        }
        return await RefuseAsync(
            $"There is no other organisation called “{name}” here: ask them how they are called.");

        async Task<Results<SeeOther, RazorComponentResult, NotFound>> RefuseAsync(string reason) =>
            await ShowAccess.LoadAsync(survey, user, rights, desk.Db, ct) is { } model
                ? ShowAccess.Page(model with { Error = reason })
                : TypedResults.NotFound();
    }

    internal static async Task<SeeOther> Stop(
        long survey, long organisation, CurrentUser user, MembersDesk desk, CancellationToken ct)
    {
        await using var work = await desk.Db.BeginAsync(ct);
        if (await work.ExecuteAsync(Forget, new { survey, user.Organisation, other = organisation }) > 0)
        {
            await desk.TellAccessAsync(work, user, survey, "access.share-stopped", new { organisation });
        }
        await work.CommitAsync();
        return new SeeOther($"/surveys/{survey}/access");
    }

    private static async Task OfferAsync(
        DbSession work, long survey, long other, string role, CurrentUser user, MembersDesk desk)
    {
        var share = new { survey, user.Organisation, other };
        var accepted = await work.ScalarAsync<DateTimeOffset?>(FindAcceptance, share);
        await work.ExecuteAsync(Forget, share);
        await work.ExecuteAsync(Add, new
        {
            survey, other, user.Organisation, role, person = user.Id, now = desk.Clock.GetUtcNow(), accepted,
        });
        await desk.TellAccessAsync(work, user, survey, "access.shared", new { organisation = other, role });
        if (accepted is null)
        {
            await desk.Notices.HandleAsync(
                new OrganisationTold(
                    other, "admin", $"{user.OrganisationName} offers to share a survey.", "/organisation/shared"),
                work);
        }
    }
}
