using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace TrapTagger.Platform.Identity;

/// <summary>
/// Who is not signed in is asked to; who may know of a thing, but not do this with it, is told so; to everybody else it
/// is not there.
/// </summary>
internal sealed class Refusals : IAuthorizationMiddlewareResultHandler
{
    private readonly AuthorizationMiddlewareResultHandler _others = new();

    public Task HandleAsync(
        RequestDelegate next, HttpContext context, AuthorizationPolicy policy,
        PolicyAuthorizationResult authorizeResult)
    {
        if (!authorizeResult.Forbidden)
        {
            return _others.HandleAsync(next, context, policy, authorizeResult);
        }
        if (BelongsNowhere(context))
        {
            context.Response.Redirect("/no-organisation");
            return Task.CompletedTask;
        }
        context.LogRefusal("a right is missing");
        context.Response.StatusCode = context.Features.Get<Granted>() is { Rights: not Right.None }
            ? StatusCodes.Status403Forbidden
            : StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }

    /// <summary>Who belongs to no organisation is told so where an organisation's things would be.</summary>
    private static bool BelongsNowhere(HttpContext http) => HttpMethods.IsGet(http.Request.Method)
        && CurrentUser.From(http.User) is { HasOrganisation: false }
        && http.GetEndpoint()?.Metadata.GetMetadata<Need>() is MemberNeed or OrganisationNeed;
}

public static class RightsServices
{
    public static IServiceCollection AddNeeds(this IServiceCollection services) => services
        .AddSingleton<RefusalLog>()
        .AddHttpContextAccessor() // views show what may be done
        .AddSingleton<IAuthorizationMiddlewareResultHandler, Refusals>()
        .AddSingleton<IAuthorizationHandler, PersonHandler>()
        .AddSingleton<IAuthorizationHandler, MemberHandler>()
        .AddSingleton<IAuthorizationHandler, SiteAdministratorHandler>();

    /// <summary>A route that says nothing of who may call it is there for nobody.</summary>
    public static IApplicationBuilder UseNeeds(this IApplicationBuilder app) => app.Use((http, next) =>
    {
        if (http.GetEndpoint() is not RouteEndpoint route || route.Metadata.GetMetadata<Need>() is not null
            || route.Metadata.GetMetadata<IAllowAnonymous>() is not null)
        {
            return next(http);
        }
        http.RequestServices.GetRequiredService<ILogger<Refusals>>().LogError(
            "The route {Route} does not say what it needs, so nobody may call it", route.DisplayName);
        http.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    });

    private sealed class PersonHandler : AuthorizationHandler<PersonNeed>
    {
        protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, PersonNeed requirement)
        {
            if (context.User.Identity is { IsAuthenticated: true })
            {
                context.Succeed(requirement);
            }
            return Task.CompletedTask;
        }
    }

    private sealed class MemberHandler : AuthorizationHandler<MemberNeed>
    {
        protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, MemberNeed requirement)
        {
            if (CurrentUser.From(context.User) is { HasOrganisation: true })
            {
                context.Succeed(requirement);
            }
            return Task.CompletedTask;
        }
    }

    private sealed class SiteAdministratorHandler : AuthorizationHandler<SiteAdministratorNeed>
    {
        protected override Task HandleRequirementAsync(
            AuthorizationHandlerContext context, SiteAdministratorNeed requirement)
        {
            if (CurrentUser.From(context.User) is { IsSiteAdministrator: true })
            {
                context.Succeed(requirement);
            }
            return Task.CompletedTask;
        }
    }
}
