using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics;
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
        if (context.Features.Get<Granted>() is { } granted && (granted.Rights != Right.None || IsOwn(context, granted)))
        {
            return ForbidAsync(context, granted, authorizeResult.AuthorizationFailure!.FailedRequirements);
        }
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }

    /// <summary>The page for people comes from the site; a script gets the sentences.</summary>
    private static async Task ForbidAsync(
        HttpContext http, Granted granted, IEnumerable<IAuthorizationRequirement> failed)
    {
        http.Response.StatusCode = StatusCodes.Status403Forbidden;
        if (Tokens.IsByToken(http.User))
        {
            return; // it is of one organisation, and where else its owner is, is none of its holder's business
        }
        var needed = failed.Aggregate(Right.None, (all, need) => all | need switch
        {
            OrganisationNeed organisation => organisation.Right,
            OwnedNeed owned => owned.Right,
            _ => Right.None,
        });
        var refused = await http.RequestServices.GetRequiredService<IRights>().ExplainAsync(
            CurrentUser.From(http.User)!, needed, granted.Thing, http.RequestAborted);
        http.Features.Set(refused);
        if (http.Features.Get<IStatusCodePagesFeature>() is not { Enabled: true })
        {
            await TypedResults.Text($"{refused.Title}. {refused.Why}", statusCode: StatusCodes.Status403Forbidden)
                .ExecuteAsync(http);
        }
    }

    /// <summary>A person knows of the organisation that they work for, whatever they may not do in it.</summary>
    private static bool IsOwn(HttpContext http, Granted granted) =>
        granted.Thing is null && CurrentUser.From(http.User) is { HasOrganisation: true };

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
