using Htmx;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.HttpResults;
using TrapTagger.Platform;
using TrapTagger.Platform.Html;
using TrapTagger.Platform.Identity;

namespace TrapTagger.Web.Errors;

/// <summary>The pages people see when there is nothing, or when something broke. Never a stack trace.</summary>
internal static class ErrorEndpoints
{
    /// <summary>Only where a person would see the page: a script or an exchange of htmx gets the bare status.</summary>
    internal static void UseErrorPages(this IApplicationBuilder app)
    {
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            ExceptionHandlingPath = "/error",
            CreateScopeForErrors = true,
            StatusCodeSelector = e => e is UnavailableException
                ? StatusCodes.Status503ServiceUnavailable
                : StatusCodes.Status500InternalServerError,
        });
        app.UseStatusCodePagesWithReExecute("/error/{0}");
        app.Use((http, next) =>
        {
            var forPeople = http.Request.GetTypedHeaders().Accept.Any(a => a.MediaType == "text/html");
            http.Features.Get<IStatusCodePagesFeature>()!.Enabled = forPeople && !http.Request.IsHtmx();
            return next(http);
        });
    }

    internal static void MapErrors(this IEndpointRouteBuilder app)
    {
        app.Map("/error", (HttpContext http) => Page(http.Response.StatusCode, http)).Needing(Need.Nobody);
        app.Map("/error/{status:int:range(400,599)}", Page).Needing(Need.Nobody);
    }

    private static RazorComponentResult Page(int status, HttpContext http) => Render.View<ErrorPage, ErrorModel>(
        status == StatusCodes.Status403Forbidden && http.Features.Get<Refused>() is { } refused
            ? new(refused.Title, refused.Why)
            : Describe(status),
        status);

    internal static ErrorModel Describe(int status) => status switch
    {
        404 => new(
            "There is nothing here",
            "The address is wrong, it was deleted, or it belongs to another organisation."),
        403 => new(
            "You may not see this",
            "Ask an administrator of your organisation for the right."),
        429 => new(
            "Too many attempts from your network",
            "Nothing was changed. Wait a minute, then go back and try again."),
        413 => new(
            "That is more than this form takes",
            "Nothing was kept. Go back, write less and try again."),
        400 => new(
            "That did not arrive in one piece",
            "Go back, reload the page and try again."),
        503 => new(
            "Something we need is away for a moment",
            "What you did before is saved. Try again in a minute; your operator sees what it is."),
        _ => new(
            "Something broke on our side",
            "What you did before is saved. Try again; if it happens again, tell your operator the time."),
    };
}

public sealed record ErrorModel(string Title, string Advice);
