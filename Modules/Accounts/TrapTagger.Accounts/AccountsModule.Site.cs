using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using TrapTagger.Platform.Html;
using TrapTagger.Platform.Identity;

namespace TrapTagger.Accounts;

/// <summary>The pages for those who answer for a whole site, or a whole organisation.</summary>
public sealed partial class AccountsModule
{
    private static void AddSiteRoutes(IEndpointRouteBuilder app)
    {
        var site = app.MapGroup("/admin").ValidateAntiforgery().Needing(Need.SiteAdministrator);

        site.MapGet("/audit", ShowAudit.Show);
        site.MapGet("/audit/export", ShowAudit.Export);

        var organisation = app.MapGroup("/organisation").ValidateAntiforgery()
            .Needing(Need.Organisation(Right.Administer));

        organisation.MapGet("/audit", ShowAudit.ShowOwn);
        organisation.MapGet("/audit/export", ShowAudit.ExportOwn);

        var notices = app.MapGroup("/notices").ValidateAntiforgery().Needing(Need.Person);

        notices.MapGet("/", ShowNotices.Show);
        notices.MapGet("/live", ShowNotices.Follow);
        notices.MapPost("/read", ShowNotices.ReadAll);
        notices.MapPost("/mail", ShowNotices.ChooseMail);
        notices.MapGet("/{id}", ShowNotices.Open);
        notices.MapPost("/{id}/read", ShowNotices.Read);
    }
}

internal static class SitePages
{
    internal static IServiceCollection AddSitePages(this IServiceCollection services) => services
        .AddSingleton<AuditReading>()
        .AddSingleton<NoticeList>()
        .AddSingleton(new ShellPart(ShellPlace.Top, typeof(Bell), 10))
        .AddSingleton(new ShellPart(ShellPlace.Page, typeof(Announcement), 10))
        .AddSingleton(new TabItem("site", "Audit log", "audit", 80))
        .AddSingleton(new TabItem("organisation", "Audit log", "audit", 80));
}
