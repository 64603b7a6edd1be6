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
    // Names are not unique, folders are. A database may know no capitals but A to Z: as it is written always fits.
    private const string FindOrganisations = """
        SELECT id FROM organisation
        WHERE (name = @name OR lower(name) = lower(@name) OR folder = @name) AND id <> @Organisation
            AND suspended_at IS NULL AND deleted_at IS NULL
        LIMIT 2
        """;

    private const string Forget = """
        DELETE FROM survey_share
        WHERE survey_id = @survey AND owner_organisation_id = @Organisation AND organisation_id = @other
        """;

    // Changing what an organisation may do needs no other answer of theirs.
    private const string FindShare = """
        SELECT role, accepted_at FROM survey_share
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
        if (RoleWords.Read(role) is not { } given || given is not (Role.Read or Role.Write))
        {
            return await RefuseAsync("Choose whether they may see the survey or change it, too.");
        }
        var name = organisation?.Trim() ?? "";
        IReadOnlyList<long> found;
        await using (var work = await desk.Db.BeginAsync(ct))
        {
            await OrganisationLock.TakeAsync(work, user.Organisation);
            found = await work.QueryAsync<long>(FindOrganisations, new { name, user.Organisation });
            if (found is [var other])
            {
                await OfferAsync(work, new(survey, other, given), user, desk);
                await work.CommitAsync();
                return new SeeOther($"/surveys/{survey}/access");
            }
        }
        return await RefuseAsync(found is []
            ? $"There is no other organisation called “{name}” here: ask them how they are called."
            : $"More than one organisation is called “{name}” here: ask yours for the name of its folder, which stands "
                + "on its page of shared surveys, and give that.");

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
            if (await AccessNotices.FindAsync(work, survey, user.Organisation) is { } told)
            {
                await AccessNotices.SharedAsync(
                    desk, work, organisation, $"{told.Owner} no longer shares “{told.Name}” with you.");
            }
        }
        await work.CommitAsync();
        return new SeeOther($"/surveys/{survey}/access");
    }

    private static async Task OfferAsync(DbSession work, Offer offer, CurrentUser user, MembersDesk desk)
    {
        var (survey, other, role) = (offer.Survey, offer.Other, RoleWords.Key(offer.Role));
        var share = new { survey, user.Organisation, other };
        var before = await work.FindAsync<Share>(FindShare, share);
        await work.ExecuteAsync(Forget, share);
        await work.ExecuteAsync(Add, new
        {
            survey, other, user.Organisation, role, person = user.Id, now = desk.Clock.GetUtcNow(),
            accepted = before?.AcceptedAt,
        });
        await desk.TellAccessAsync(work, user, survey, "access.shared", new { organisation = other, role });
        if (before?.Role == role || await AccessNotices.FindAsync(work, survey, user.Organisation) is not { } told)
        {
            return;
        }
        var may = offer.Role == Role.Write ? "change and label" : "only see";
        await (before?.AcceptedAt is null
            ? AccessNotices.SharedAsync(
                desk, work, other, $"{told.Owner} offers to share “{told.Name}”.", "/organisation/shared")
            : AccessNotices.SharedAsync(
                desk, work, other, $"{told.Owner} lets you {may} “{told.Name}” now.", $"/surveys/{survey}"));
    }

    private sealed record Offer(long Survey, long Other, Role Role);

    private sealed record Share
    {
        public string Role { get; init; } = "";
        public DateTimeOffset? AcceptedAt { get; init; }
    }
}
