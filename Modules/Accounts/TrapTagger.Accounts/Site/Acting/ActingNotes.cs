using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using TrapTagger.Platform.Data;
using TrapTagger.Platform.Identity;

namespace TrapTagger.Accounts;

/// <summary>
/// While a site administrator acts as somebody, each request that may change something is noted with both names before
/// it is done, whichever module does it: what it writes itself names the person alone.
/// </summary>
internal static class ActingNotes
{
    internal static async Task InvokeAsync(HttpContext http, RequestDelegate next)
    {
        if (CurrentUser.Of(http) is { IsActing: true } user && IsNoted(http))
        {
            await NoteAsync(http, user);
        }
        await next(http);
    }

    private static bool IsNoted(HttpContext http) =>
        !HttpMethods.IsGet(http.Request.Method) && !HttpMethods.IsHead(http.Request.Method)
        && http.GetEndpoint()?.Metadata is { } route && route.GetMetadata<Need>() is not (null or NobodyNeed)
        && route.GetMetadata<NotesItself>() is null;

    /// <summary>What was asked for, and never what was sent: that may be secret, or long.</summary>
    private static async Task NoteAsync(HttpContext http, CurrentUser user)
    {
        var audit = http.RequestServices.GetRequiredService<AuditLog>();
        await using var work = await http.RequestServices.GetRequiredService<Db>().BeginAsync(http.RequestAborted);
        await audit.WriteAsync(work, new("acting.did", new("person", user.Id))
        {
            Organisation = user.HasOrganisation ? user.Organisation : null,
            Details = new
            {
                method = http.Request.Method, route = (http.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText,
                path = http.Request.Path.Value,
            },
        });
        await work.CommitAsync();
    }
}

/// <summary>On a route whose own entry in the log says all.</summary>
internal sealed record NotesItself;
