using Microsoft.AspNetCore.Http;

namespace TrapTagger.Platform.Maintenance;

/// <summary>A page that is made of nothing that could be broken. It asks again by itself.</summary>
internal static class MaintenancePage
{
    /// <summary>Seconds until a browser, or a script that was refused, asks again.</summary>
    private const int Again = 5;

    internal static readonly (string Title, string Words) Preparing = (
        "TrapTagger is being prepared",
        "The database is brought up to date or not there yet. Nothing is lost. Your operator sees more in the log.");

    internal static readonly (string Title, string Words) Away = (
        "The database does not answer",
        "What you did before is saved. Your operator sees more in the log.");

    internal static readonly (string Title, string Words) Full = (
        "The database has no room left",
        "What you did last could not be saved; what you did before is. Your operator has to make room on its disk.");

    internal static Task WriteAsync(HttpContext http, (string Title, string Words) text)
    {
        var response = http.Response;
        response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        response.Headers.RetryAfter = $"{Again}";
        response.Headers.CacheControl = "no-store";
        if (!http.Request.GetTypedHeaders().Accept.Any(accept => accept.MediaType == "text/html"))
        {
            return Task.CompletedTask;
        }
        response.ContentType = "text/html; charset=utf-8";
        return response.WriteAsync($"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
              <meta charset="utf-8">
              <meta name="viewport" content="width=device-width, initial-scale=1">
              <meta name="color-scheme" content="light dark">
              <meta http-equiv="refresh" content="{Again}">
              <title>{text.Title} · TrapTagger</title>
              <link rel="icon" href="/icon.svg" type="image/svg+xml">
              <link rel="stylesheet" href="/css/site.css">
            </head>
            <body>
              <main class="door">
                <section class="card stack">
                  <h1>{text.Title}</h1>
                  <p>{text.Words}</p>
                  <p role="status">This page asks again every {Again} seconds.</p>
                </section>
              </main>
            </body>
            </html>
            """, http.RequestAborted);
    }
}
