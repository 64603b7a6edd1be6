using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using TrapTagger.Platform.Identity;

namespace TrapTagger.Platform.Html;

public static class AntiforgeryFilter
{
    /// <summary>
    /// Refuses every unsafe request without a valid token, whatever its method or body. ASP.NET's own middleware
    /// only marks a failed check and lets the request go on, so a handler that reads no form would still run. Who calls
    /// with a token of their own needs none of ours.
    /// </summary>
    public static RouteGroupBuilder ValidateAntiforgery(this RouteGroupBuilder group)
    {
        // The middleware's check is off, or form binding would throw (500) before the filter answers. It goes last:
        // the framework turns the check on for each handler that reads a form.
        ((IEndpointConventionBuilder)group).Finally(endpoint => endpoint.Metadata.Add(new LeftToTheFilter()));
        group.AddEndpointFilter(async (context, next) =>
        {
            var http = context.HttpContext;
            var safe = HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method);
            if (safe || Tokens.IsByToken(http.User)
                || await http.RequestServices.GetRequiredService<IAntiforgery>().IsRequestValidAsync(http))
            {
                return await next(context);
            }
            http.LogRefusal("the page's token is missing or wrong");
            return TypedResults.BadRequest("This page is out of date: reload it and try again.");
        });
        return group;
    }

    private sealed class LeftToTheFilter : IAntiforgeryMetadata
    {
        public bool RequiresValidation => false;
    }
}
