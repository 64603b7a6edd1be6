using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using TrapTagger.Platform.Coordination;
using TrapTagger.Platform.Html;
using TrapTagger.Platform.Identity;

namespace TrapTagger.Accounts;

/// <summary>How organisations and people come to the site.</summary>
public sealed partial class AccountsModule
{
    private static void AddJoiningRoutes(IEndpointRouteBuilder app, RouteGroupBuilder strangers)
    {
        strangers.MapGet("/", Home.Show);
        strangers.MapGet("/welcome/sent", SendEnquiry.ShowSent);
        strangers.MapGet("/set-password/{token}", ChooseFirstPassword.Show);
        strangers.MapPost("/set-password/{token}", ChooseFirstPassword.Submit);
        strangers.MapGet("/sign-up/{token}", VerifyAddress.Show);
        strangers.MapPost("/sign-up/{token}", VerifyAddress.Submit);

        // Each of these writes to somebody who has not asked for it.
        var letters = strangers.MapGroup("").LimitPerAddress("letters", 10);
        letters.MapGet("/welcome", SendEnquiry.Show);
        letters.MapPost("/welcome", SendEnquiry.Submit);
        letters.MapGet("/sign-up/sent", SignUp.ShowSent);
        letters.MapGet("/sign-up", SignUp.Show);
        letters.MapPost("/sign-up", SignUp.Submit);

        var enquiries = app.MapGroup("/admin/enquiries").ValidateAntiforgery().Needing(Need.SiteAdministrator);
        enquiries.MapGet("/", ListEnquiries.Show);
        enquiries.MapGet("/{id:long}", DecideEnquiry.Show);
        enquiries.MapPost("/{id:long}", DecideEnquiry.Submit);
    }
}

internal static class Joining
{
    internal static IServiceCollection AddJoining(this IServiceCollection services) => services
        .AddScoped<AdmissionDesk>()
        .AddSingleton<WelcomeLink>()
        .AddSingleton(new TabItem("site", "Enquiries", "enquiries", 40));
}
