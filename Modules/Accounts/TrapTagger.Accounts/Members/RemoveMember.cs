using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using TrapTagger.Platform.Html;
using TrapTagger.Platform.Identity;

namespace TrapTagger.Accounts;

/// <summary>An administrator takes somebody out of the organisation; what they decided there stays.</summary>
internal static class RemoveMember
{
    private const string Remove =
        "DELETE FROM membership WHERE organisation_id = @Organisation AND person_id = @person";

    private const string ForgetExceptions =
        "DELETE FROM survey_exception WHERE organisation_id = @Organisation AND person_id = @person";

    // Or they would open the organisation to the person's scripts again, should it take the person in again.
    private const string RevokeTokens = """
        UPDATE api_token SET revoked_at = @now
        WHERE organisation_id = @Organisation AND person_id = @person AND revoked_at IS NULL
        """;

    internal static async Task<Results<SeeOther, RazorComponentResult, NotFound>> Submit(
        long person, CurrentUser user, MembersDesk desk, CancellationToken ct)
    {
        await using var work = await desk.Db.BeginAsync(ct);
        await OrganisationLock.TakeAsync(work, user.Organisation);
        if (await ChangeMember.FindAsync(work, user, person) is not { } member)
        {
            return TypedResults.NotFound();
        }
        if (member.Membership.Role == Role.Admin
            && await OrganisationLock.IsLastAdministratorAsync(work, user.Organisation, person))
        {
            return ChangeMember.Page(new(member, MembersDesk.LastOne), StatusCodes.Status422UnprocessableEntity);
        }
        await work.ExecuteAsync(ForgetExceptions, new { user.Organisation, person });
        await work.ExecuteAsync(RevokeTokens, new { user.Organisation, person, now = desk.Clock.GetUtcNow() });
        await work.ExecuteAsync(Remove, new { user.Organisation, person });
        await desk.TellRemovedAsync(work, user, member);
        await work.CommitAsync();
        return new SeeOther(person == user.Id ? "/" : "/organisation");
    }
}
