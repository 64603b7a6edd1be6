using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;

namespace TrapTagger.ServiceDefaults;

/// <summary>Gives a request's span what .NET 10 leaves out: its route, its status and a name made of them.</summary>
internal sealed class RequestSpans : IStartupFilter
{
    /// <summary>As routes name what is secret in a link.</summary>
    private const string Token = "token";

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use((context, following) =>
        {
            // On completion: route and status are final, an unhandled exception's 500 included, the span still open.
            context.Response.OnCompleted(() => Complete(context));
            return following(context);
        });
        next(app);
    };

    private static Task Complete(HttpContext context)
    {
        if (context.Features.Get<IHttpActivityFeature>()?.Activity is { } span)
        {
            Describe(span, context);
        }

        return Task.CompletedTask;
    }

    private static void Describe(Activity span, HttpContext context)
    {
        var endpoint = context.GetEndpoint()?.Metadata;
        if (endpoint?.GetMetadata<IDisableHttpMetricsMetadata>() is not null)
        {
            span.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded; // Probes: what isn't measured isn't traced either.
            return;
        }

        var status = context.Response.StatusCode;
        span.SetTag("http.response.status_code", status);
        if (status >= StatusCodes.Status500InternalServerError)
        {
            span.SetStatus(ActivityStatusCode.Error);
        }

        span.DisplayName = context.Request.Method;
        if (endpoint?.GetMetadata<IRouteDiagnosticsMetadata>()?.Route is { } route)
        {
            span.SetTag("http.route", route);
            span.DisplayName += " " + route;
        }
        if (RouteOfLink(context) is { } link)
        {
            span.SetTag("url.path", link);
        }
    }

    /// <summary>
    /// The route of a link that was sent to somebody: whoever has its token may do what only that person may, so it
    /// must not reach whoever reads traces. It may have failed, and the error's page have answered.
    /// </summary>
    private static string? RouteOfLink(HttpContext context) =>
        ((Endpoint?[])
            [
                context.GetEndpoint(), context.Features.Get<IExceptionHandlerPathFeature>()?.Endpoint,
                context.Features.Get<IStatusCodeReExecuteFeature>()?.Endpoint,
            ])
            .OfType<RouteEndpoint>().Select(e => e.RoutePattern)
            .FirstOrDefault(p => p.GetParameter(Token) is not null)?.RawText;
}
