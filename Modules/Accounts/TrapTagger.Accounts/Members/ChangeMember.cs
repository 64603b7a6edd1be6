using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using TrapTagger.Platform.Data;
using TrapTagger.Platform.Html;
using TrapTagger.Platform.Identity;

namespace TrapTagger.Accounts;

/// <summary>An administrator gives a member of the organisation another role.</summary>
internal static class ChangeMember
{
    private const string Find = """
        SELECT p.id, p.name, p.email, m.role, m.may_create, m.may_delete, m.may_label
        FROM membership m JOIN person p ON p.id = m.person_id
        WHERE m.organisation_id = @Organisation AND m.person_id = @person
        """;

    private const string Change = """
        UPDATE membership SET role = @role, may_create = @MayCreate, may_delete = @MayDelete, may_label = @MayLabel
        WHERE organisation_id = @Organisation AND person_id = @person
        """;

    // Administrators and annotators have none: what was said of a survey would come back with another role.
    private const string ForgetExceptions =
        "DELETE FROM survey_exception WHERE organisation_id = @Organisation AND person_id = @person";

    internal static async Task<Results<RazorComponentResult, NotFound>> Show(
        long person, CurrentUser user, Db db, CancellationToken ct)
    {
        await using var session = await db.OpenAsync(ct);
        return await FindAsync(session, user, person) is { } member
            ? Page(new(member))
            : TypedResults.NotFound();
    }

    internal static async Task<Results<SeeOther, RazorComponentResult, NotFound>> Submit(
        long person, [AsParameters] RightsForm form, CurrentUser user, MembersDesk desk, CancellationToken ct)
    {
        await using var work = await desk.Db.BeginAsync(ct);
        await OrganisationLock.TakeAsync(work, user.Organisation);
        if (await FindAsync(work, user, person) is not { } member)
        {
            return TypedResults.NotFound();
        }
        if (form.Given is not { } given)
        {
            return Page(new(member, "Choose one of the roles."), StatusCodes.Status422UnprocessableEntity);
        }
        if (given.Role != Role.Admin && member.Membership.Role == Role.Admin
            && await OrganisationLock.IsLastAdministratorAsync(work, user.Organisation, person))
        {
            return Page(new(member, MembersDesk.LastOne), StatusCodes.Status422UnprocessableEntity);
        }
        var role = RoleWords.Key(given.Role);
        var place = new { user.Organisation, person };
        await work.ExecuteAsync(Change, new
        {
            role, given.MayCreate, given.MayDelete, given.MayLabel, user.Organisation, person,
        });
        if (given.Role is Role.Admin or Role.Worker)
        {
            await work.ExecuteAsync(ForgetExceptions, place);
        }
        await desk.TellChangedAsync(work, user, member, given);
        await work.CommitAsync();
        return new SeeOther("/organisation");
    }

    internal static async Task<MemberModel?> FindAsync(DbSession session, CurrentUser user, long person) =>
        await session.FindAsync<ListMembers.Row>(Find, new { user.Organisation, person }) is { } row
            ? new(row.Id, row.Name, row.Email, row.Membership) { IsReader = row.Id == user.Id }
            : null;

    internal static RazorComponentResult Page(MemberPageModel model, int status = 200) =>
        Render.View<MemberPage, MemberPageModel>(model, status);
}

public sealed record MemberPageModel(MemberModel Member, string? Error = null);
