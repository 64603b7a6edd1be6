using System.Net;
using Microsoft.AspNetCore.Http;

namespace TrapTagger.Platform.Html;

/// <summary>
/// What every answer tells browsers. It is set when the answer begins: the page that takes the place of a handler that
/// failed begins with no headers at all.
/// </summary>
internal static class AnswerHeaders
{
    /// <summary>A year, which is what lists of sites that are asked by https alone demand.</summary>
    private const string ByHttpsAlone = "max-age=31536000; includeSubDomains";

    // The framework serves files under these names alone, and browsers would guess in which letters they are written.
    private static readonly string[] Texts = ["text/css", "text/javascript", "text/plain", "image/svg+xml"];

    internal static Task CompleteAsync(HttpContext http, string policy)
    {
        var headers = http.Response.Headers;
        if (headers.ContentSecurityPolicy.Count == 0)
        {
            headers.ContentSecurityPolicy = policy;
        }
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()";
        if (http.Request.IsHttps && !IsThisMachine(http.Request.Host.Host))
        {
            headers.StrictTransportSecurity = ByHttpsAlone;
        }
        if (Texts.Contains(http.Response.ContentType))
        {
            http.Response.ContentType += "; charset=utf-8";
        }
        // Files and photographs say how long they may be kept; all else is about somebody. One that a browser has
        // already (304) stays as it was kept.
        if (headers.CacheControl.Count == 0 && http.Response.StatusCode != StatusCodes.Status304NotModified)
        {
            headers.CacheControl = "no-store";
        }
        return Task.CompletedTask;
    }

    /// <summary>Whoever tries something out on a laptop would find its other programs closed for a year.</summary>
    private static bool IsThisMachine(string host) =>
        host == "localhost" || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));
}
