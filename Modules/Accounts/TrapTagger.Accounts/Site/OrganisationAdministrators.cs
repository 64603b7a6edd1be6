using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using TrapTagger.Platform.Data;
using TrapTagger.Platform.Identity;

namespace TrapTagger.Accounts;

internal static class OrganisationAdministrators
{
    private const string IsOne = """
        SELECT count(*) FROM membership
        WHERE organisation_id = @Organisation AND person_id = @Id AND role = 'admin'
        """;

    /// <summary>For everybody else there is nothing here.</summary>
    internal static RouteGroupBuilder ForOrganisationAdministrators(this RouteGroupBuilder group)
    {
        group.AddEndpointFilter(async (context, next) =>
            CurrentUser.From(context.HttpContext.User) is { } user && await IsOneAsync(context.HttpContext, user)
                ? await next(context)
                : TypedResults.NotFound());
        return group;
    }

    private static async Task<bool> IsOneAsync(HttpContext http, CurrentUser user)
    {
        await using var session = await http.RequestServices.GetRequiredService<Db>().OpenAsync(http.RequestAborted);
        return await session.ScalarAsync<long>(IsOne, new { user.Organisation, user.Id }) > 0;
    }
}
