using System.Text.Json;
using Htmx;
using Microsoft.AspNetCore.Http;

namespace TrapTagger.Platform.Html;

/// <summary>
/// After a success the browser goes to the page that shows it. htmx is told in its own way: a redirect would be
/// followed inside the exchange and swapped into the form.
/// </summary>
/// <param name="Path">A path of this site.</param>
public sealed record SeeOther(string Path) : IResult
{
    /// <summary>
    /// Asks htmx to put the page into the shell of the one that is open, so that its scripts keep what they hold: files
    /// that a person picked are lost with the document.
    /// </summary>
    public bool InPlace { get; init; }

    public Task ExecuteAsync(HttpContext httpContext)
    {
        if (!httpContext.Request.IsHtmx())
        {
            httpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
            httpContext.Response.Headers.Location = Path;
        }
        else if (InPlace)
        {
            httpContext.Response.Headers["HX-Location"] =
                JsonSerializer.Serialize(new { path = Path, target = "#main", select = "#main > *" });
        }
        else
        {
            httpContext.Response.Htmx(headers => headers.Redirect(Path));
        }
        return Task.CompletedTask;
    }
}
