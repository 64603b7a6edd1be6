using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using TrapTagger.Platform.Storage;

namespace TrapTagger.Platform.Html;

/// <summary>
/// What a page of this site may load, in every environment: its own files, photographs from where they
/// lie, and nothing inline.
/// </summary>
public static class Csp
{
    // The address alone keeps a document out of other sites' frames; `sandbox` gives it an origin of nobody's.
    private const string Framed =
        "default-src 'none'; style-src 'unsafe-inline'; sandbox; base-uri 'none'; form-action 'none'; "
        + "frame-ancestors 'self'";

    /// <summary>This page shows documents of this site in frames.</summary>
    public static void AllowOwnFrames(this HttpContext http) =>
        http.Response.Headers.ContentSecurityPolicy += "; frame-src 'self'";

    /// <summary>
    /// This answer is a document for such a frame: it has styles of its own, loads nothing and runs nothing.
    /// </summary>
    public static void IsFramedDocument(this HttpContext http)
    {
        http.Response.Headers.ContentSecurityPolicy = Framed;
        http.Response.Headers.CacheControl = "no-store";
    }

    internal static IApplicationBuilder UseSecurityHeaders(this IApplicationBuilder app)
    {
        var policy = Policy(app.ApplicationServices.GetRequiredService<IObjectStore>().Origin);
        return app.Use((http, next) =>
        {
            http.Response.Headers.ContentSecurityPolicy = policy; // at once: some pages add to it
            http.Response.OnStarting(() => AnswerHeaders.CompleteAsync(http, policy));
            return next(http);
        });
    }

    /// <param name="objects">Where signed URLs lead when not to the site itself.</param>
    internal static string Policy(string? objects)
    {
        var photographs = objects is null ? "'self'" : $"'self' {objects}";
        return $"default-src 'none'; script-src 'self'; style-src 'self'; img-src {photographs} data: blob:; "
            + $"connect-src {photographs}; worker-src 'self'; font-src 'self'; manifest-src 'self'; "
            + "form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
    }
}
