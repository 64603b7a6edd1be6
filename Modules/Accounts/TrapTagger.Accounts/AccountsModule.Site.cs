using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using TrapTagger.Platform.Coordination;
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
        site.MapGet("/audit/export", ShowAudit.Export).LimitDownloads();
        site.MapGet("/settings", ChangeSettings.Show);
        site.MapPost("/settings", ChangeSettings.Submit);

        site.MapGet("/organisations", ListOrganisations.Show);
        site.MapGet("/organisations/{id:long}", ShowOrganisation.Show);
        site.MapPost("/organisations/{id:long}/limits", LimitOrganisation.Submit);
        site.MapPost("/organisations/{id:long}/suspend", SuspendOrganisation.Submit);
        site.MapPost("/organisations/{id:long}/unsuspend", SuspendOrganisation.Lift);
        site.MapPost("/organisations/{id:long}/restore", DeleteOrganisation.Undo);

        site.MapGet("/people", ListPeople.Show);
        site.MapGet("/people/{id:long}", ListPeople.ShowOne);
        site.MapPost("/people/{id:long}/block", BlockPerson.Submit);
        site.MapPost("/people/{id:long}/unblock", BlockPerson.Lift);
        site.MapPost("/people/{id:long}/sign-out", SignOutPerson.Submit);

        // Worth more than an open browser: who asks shows again who they are.
        var leaving = site.MapGroup("").ForFreshSignIns("/admin/organisations/{id}/delete");

        leaving.MapGet("/organisations/{id:long}/delete", DeleteOrganisation.Show);
        leaving.MapPost("/organisations/{id:long}/delete", DeleteOrganisation.Submit);

        var powers = site.MapGroup("").ForFreshSignIns("/admin/people/{id}");

        powers.MapPost("/people/{id:long}/promote", PromotePerson.Submit);
        powers.MapPost("/people/{id:long}/demote", PromotePerson.Demote);
        powers.MapPost("/people/{id:long}/act", ActAs.Submit);

        app.MapGroup("/acting").ValidateAntiforgery().Needing(Need.Person).WithMetadata(new PersonsOwn())
            .MapPost("/stop", ActAs.Stop).WithMetadata(new NotesItself());

        var organisation = app.MapGroup("/organisation").ValidateAntiforgery()
            .Needing(Need.Organisation(Right.Administer));

        organisation.MapGet("/audit", ShowAudit.ShowOwn);
        organisation.MapGet("/audit/export", ShowAudit.ExportOwn).LimitDownloads();

        var notices = app.MapGroup("/notices").ValidateAntiforgery().Needing(Need.Person);

        notices.MapGet("/", ShowNotices.Show);
        notices.MapGet("/live", ShowNotices.Follow);
        notices.MapGet("/{id}", ShowNotices.Open);

        var read = notices.MapGroup("").ForOneself();

        read.MapPost("/read", ShowNotices.ReadAll);
        read.MapPost("/announcement/read", ShowNotices.ReadAnnouncement);
        read.MapPost("/mail", ShowNotices.ChooseMail);
        read.MapPost("/{id}/read", ShowNotices.Read);
    }
}

public static class SiteServices
{
    /// <summary>
    /// Keeps people out who are blocked, and those of a suspended or deleted organisation; leads to a second factor who
    /// lacks one that is asked for; and notes what is done in somebody's place.
    /// </summary>
    public static IApplicationBuilder UseClosedDoors(this IApplicationBuilder app) => app
        .Use((http, next) => ClosedDoor.InvokeAsync(http, next))
        .Use((http, next) => AskForSecondFactor.InvokeAsync(http, next))
        .Use((http, next) => ActingNotes.InvokeAsync(http, next));
}

internal static class SitePages
{
    internal static IServiceCollection AddSitePages(this IServiceCollection services) => services
        .AddSingleton<AuditReading>()
        .AddSingleton<NoticeList>()
        .AddSingleton(new ShellPart(ShellPlace.Top, typeof(Bell), 10))
        .AddSingleton(new ShellPart(ShellPlace.Page, typeof(Announcement), 10))
        .AddSingleton(new ShellPart(ShellPlace.Window, typeof(ActingBanner), 10))
        .AddSingleton<SiteOrganisations>()
        .AddSingleton<SitePeople>()
        .AddSingleton(new TabItem("site", "Organisations", "organisations", 30))
        .AddSingleton(new TabItem("site", "People", "people", 40))
        .AddSingleton(new TabItem("site", "Settings", "settings", 90))
        .AddSingleton(new TabItem("site", "Audit log", "audit", 80))
        .AddSingleton(new TabItem("organisation", "Audit log", "audit", 80));
}
