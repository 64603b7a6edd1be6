using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace TrapTagger.Platform.Identity;

public static class SiteAdministrators
{
    /// <summary>For everybody else there is nothing here.</summary>
    public static RouteGroupBuilder ForSiteAdministrators(this RouteGroupBuilder group)
    {
        group.AddEndpointFilter(async (context, next) =>
            CurrentUser.From(context.HttpContext.User) is { IsSiteAdministrator: true }
                ? await next(context)
                : TypedResults.NotFound());
        return group;
    }
}
