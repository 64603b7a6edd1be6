using Carter;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using TrapTagger.Platform.Health;
using TrapTagger.Platform.Html;
using TrapTagger.Platform.Identity;
using TrapTagger.Platform.Mail;

namespace TrapTagger.Admin;

/// <summary>What concerns the whole site, for its administrators; for everybody else there is nothing here.</summary>
public sealed class AdminModule : ICarterModule
{
    public void AddRoutes(IEndpointRouteBuilder app)
    {
        var admin = app.MapGroup("/admin").ValidateAntiforgery().Needing(Need.SiteAdministrator);

        admin.MapGet("/", ShowHealth.Show);
        admin.MapGet("/live", ShowHealth.Follow);

        admin.MapGet("/jobs", ShowJobs.Show);
        admin.MapGet("/jobs/live", ShowJobs.Follow);
        admin.MapPost("/jobs/retry", RetryParked.SubmitAll);
        admin.MapPost("/jobs/{id}/retry", RetryParked.Submit);
        admin.MapGet("/jobs/{id}/cancel", CancelParked.Show);
        admin.MapPost("/jobs/{id}/cancel", CancelParked.Submit);

        admin.MapGet("/mails", ListMails.Show);
        admin.MapGet("/mails/live", ListMails.Follow);
        admin.MapGet("/mails/{id}", ShowMail.Show);
        admin.MapGet("/mails/{id}/html", ShowMail.ShowHtml);
        admin.MapPost("/mails/{id}/send", DecideMail.SendAgain);
        admin.MapPost("/mails/{id}/give-up", DecideMail.GiveUp);
    }
}

public static class AdminServices
{
    public static IServiceCollection AddAdmin(this IServiceCollection services) => services
        .AddWorkHealth()
        .AddMailHealth()
        .AddSingleton<AdminDesk>()
        .AddSingleton(new RailItem("Admin", "/admin", "admin", 90) { IsForSiteAdministrators = true })
        .AddSingleton(new TabItem("site", "Health", "", 10))
        .AddSingleton(new TabItem("site", "Jobs", "jobs", 20))
        .AddSingleton(new TabItem("site", "Mails", "mails", 30));
}
