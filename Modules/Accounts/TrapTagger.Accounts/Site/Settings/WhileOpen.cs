using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using TrapTagger.Platform.Data;
using TrapTagger.Platform.Html;
using TrapTagger.Platform.Settings;

namespace TrapTagger.Accounts;

/// <summary>What strangers may do by themselves only while the site's administrators let them.</summary>
internal static class WhileOpen
{
    internal static RouteGroupBuilder WhileSignUpIsOpen(this RouteGroupBuilder group)
    {
        group.AddEndpointFilter(async (context, next) =>
        {
            var http = context.HttpContext;
            var settings = await ReadAsync(http.RequestServices.GetRequiredService<Db>(), http.RequestAborted);
            return settings.SignUpOpen ? await next(context) : Closed(settings);
        });
        return group;
    }

    /// <summary>Why an organisation can't ask to join, in words for the form; null when it can.</summary>
    internal static async Task<string?> RejectEnquiryAsync(Db db, CancellationToken ct) =>
        (await ReadAsync(db, ct)).EnquiryOpen ? null : "This site takes no new organisations at the moment.";

    private static async Task<SiteSetting> ReadAsync(Db db, CancellationToken ct)
    {
        await using var session = await db.OpenAsync(ct);
        return await SiteSettings.ReadAsync(session);
    }

    private static RazorComponentResult Closed(SiteSetting settings) => Render.View<ClosedPage, ClosedModel>(
        new(
            "Signing up is closed",
            "Organisations invite people here: ask whoever you would like to label for.", settings.Support)
        {
            IsSignedIn = false,
        },
        StatusCodes.Status403Forbidden);
}
