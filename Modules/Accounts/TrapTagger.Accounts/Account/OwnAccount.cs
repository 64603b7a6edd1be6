using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using TrapTagger.Platform.Html;
using TrapTagger.Platform.Identity;

namespace TrapTagger.Accounts;

/// <summary>What routes of a person's own account ask for beyond being signed in.</summary>
internal static class OwnAccount
{
    /// <summary>
    /// After so long somebody else may sit there: whoever changes how they sign in shows again who they are.
    /// </summary>
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(15);

    /// <summary>Whoever acts as somebody else sees what that person sees, and not how they sign in.</summary>
    internal static RouteGroupBuilder ForOneself(this RouteGroupBuilder group)
    {
        group.AddEndpointFilter(async (context, next) =>
        {
            if (CurrentUser.From(context.HttpContext.User) is not { IsActing: true } user)
            {
                return await next(context);
            }
            context.HttpContext.Features.Set(new Refused(
                "An account is its owner's alone",
                $"You act as {user.Name}: you see what they see, and not how they sign in. Stop acting to go on."));
            context.HttpContext.LogRefusal("it is for the person alone");
            return TypedResults.StatusCode(StatusCodes.Status403Forbidden);
        });
        return group;
    }

    /// <param name="page">
    /// Where a person goes on who was asked for the password in between; {id} is the route's.
    /// </param>
    internal static RouteGroupBuilder ForFreshSignIns(this RouteGroupBuilder group, string page)
    {
        group.AddEndpointFilter(async (context, next) =>
        {
            var http = context.HttpContext;
            var now = http.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow();
            if (now - SessionCookie.ProvedAt(http.User) <= Fresh)
            {
                return await next(context);
            }
            if (http.Request.HasJsonContentType())
            {
                return TypedResults.Problem(
                    "You signed in a while ago: show again who you are.", statusCode: StatusCodes.Status403Forbidden);
            }
            var goOn = HttpMethods.IsGet(http.Request.Method)
                ? http.Request.Path.Value!
                : page.Replace("{id}", $"{http.GetRouteValue("id")}", StringComparison.Ordinal);
            return new SeeOther($"/account/confirm?returnUrl={Uri.EscapeDataString(goOn)}");
        });
        return group;
    }
}
