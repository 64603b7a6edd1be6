using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using TrapTagger.Platform.Html;
using TrapTagger.Platform.Identity;

namespace TrapTagger.Accounts;

/// <summary>Says for one survey what holds for one person.</summary>
internal static class ExceptPerson
{
    private const string FindMember = """
        SELECT count(*) FROM membership
        WHERE organisation_id = @Organisation AND person_id = @person AND role IN ('hidden', 'read', 'write')
        """;

    private const string Forget = """
        DELETE FROM survey_exception
        WHERE survey_id = @survey AND organisation_id = @Organisation AND person_id = @person
        """;

    private const string Add = """
        INSERT INTO survey_exception (survey_id, organisation_id, person_id, role, may_label)
        VALUES (@survey, @Organisation, @person, @role, @MayLabel)
        """;

    internal static async Task<Results<SeeOther, NotFound>> Submit(
        long survey, [FromForm] long person, [FromForm] string? role, [FromForm] bool? mayLabel, CurrentUser user,
        MembersDesk desk, CancellationToken ct)
    {
        await using var work = await desk.Db.BeginAsync(ct);
        await OrganisationLock.TakeAsync(work, user.Organisation);
        if (RoleWords.Read(role) is not { } given || given is not (Role.Hidden or Role.Read or Role.Write)
            || await work.ScalarAsync<long>(FindMember, new { user.Organisation, person }) == 0)
        {
            return TypedResults.NotFound();
        }
        await work.ExecuteAsync(Forget, new { survey, user.Organisation, person });
        var exception = new SurveyException { Role = given, MayLabel = mayLabel == true };
        role = RoleWords.Key(given);
        await work.ExecuteAsync(Add, new { survey, user.Organisation, person, role, exception.MayLabel });
        await desk.TellAccessAsync(work, user, survey, "access.excepted", new { person, role });
        await AccessNotices.ExceptedAsync(desk, work, user, survey, person, exception);
        await work.CommitAsync();
        return new SeeOther($"/surveys/{survey}/access");
    }

    internal static async Task<SeeOther> Remove(
        long survey, long person, CurrentUser user, MembersDesk desk, CancellationToken ct)
    {
        await using var work = await desk.Db.BeginAsync(ct);
        await OrganisationLock.TakeAsync(work, user.Organisation);
        if (await work.ExecuteAsync(Forget, new { survey, user.Organisation, person }) > 0)
        {
            await desk.TellAccessAsync(work, user, survey, "access.exception-removed", new { person });
            await AccessNotices.ExceptedAsync(desk, work, user, survey, person, exception: null);
        }
        await work.CommitAsync();
        return new SeeOther($"/surveys/{survey}/access");
    }
}
