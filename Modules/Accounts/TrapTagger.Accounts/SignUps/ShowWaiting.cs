using System.Security.Claims;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using TrapTagger.Platform.Html;

namespace TrapTagger.Accounts;

/// <summary>Where somebody is who belongs to no organisation yet.</summary>
internal static class ShowWaiting
{
    private const string FindMembership = "SELECT count(*) FROM membership WHERE person_id = @Id";

    internal static async Task<Results<SeeOther, RazorComponentResult, UnauthorizedHttpResult>> Show(
        ClaimsPrincipal principal, AdmissionDesk desk, CancellationToken ct)
    {
        if (await desk.People.GetUserAsync(principal) is not { } person)
        {
            return TypedResults.Unauthorized();
        }
        await using var session = await desk.Db.OpenAsync(ct);
        if (await session.ScalarAsync<long>(FindMembership, new { person.Id }) == 0)
        {
            return Render.View<WaitingPage, WaitingModel>(new(person.Name, person.Email));
        }
        // Somebody let them in since they signed in, which the cookie does not know.
        await desk.SignIn.RefreshSignInAsync(person);
        return new SeeOther("/");
    }
}

public sealed record WaitingModel(string Name, string Email);
