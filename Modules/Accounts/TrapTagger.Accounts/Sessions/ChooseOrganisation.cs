using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using TrapTagger.Platform.Data;
using TrapTagger.Platform.Html;
using TrapTagger.Platform.Identity;

namespace TrapTagger.Accounts;

/// <summary>Somebody who belongs to several organisations works for another one of them, in this browser.</summary>
internal static class ChooseOrganisation
{
    internal static async Task<Results<SeeOther, NotFound>> Submit(
        [FromForm] long organisation, HttpContext http, CurrentUser user, Sessions sessions) =>
        await sessions.WorkForAsync(SessionCookie.Id(http.User), user.Id, organisation, http.RequestAborted)
            ? new SeeOther("/")
            : TypedResults.NotFound();
}

/// <summary>The organisations that a person may choose from.</summary>
internal sealed class OrganisationChoice(Db db) : IOrganisationChoice
{
    private const string List = """
        SELECT o.id, o.name FROM membership m JOIN organisation o ON o.id = m.organisation_id
        WHERE m.person_id = @person ORDER BY o.name
        """;

    public async Task<IReadOnlyList<OrganisationItem>> ListAsync(long person, CancellationToken ct)
    {
        await using var session = await db.OpenAsync(ct);
        return await session.QueryAsync<OrganisationItem>(List, new { person });
    }
}
