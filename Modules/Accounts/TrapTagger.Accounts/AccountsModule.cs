using Carter;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using TrapTagger.Classification;
using TrapTagger.Platform;
using TrapTagger.Platform.Coordination;
using TrapTagger.Platform.Html;
using TrapTagger.Platform.Identity;
using TrapTagger.Surveys;

namespace TrapTagger.Accounts;

/// <summary>People and organisations: who may do what. Everything else here is internal.</summary>
public sealed partial class AccountsModule : ICarterModule
{
    public void AddRoutes(IEndpointRouteBuilder app)
    {
        // One address may be a whole institute's: this stops machines, and SignInAttempts who guesses one password.
        var strangers = app.MapGroup("").LimitPerAddress("accounts", 300).LimitForms().ValidateAntiforgery()
            .Needing(Need.Nobody);

        strangers.MapGet("/first-run/{token}", CreateFirstOrganisation.Show);
        strangers.MapPost("/first-run/{token}", CreateFirstOrganisation.Submit);
        strangers.MapGet("/sign-in", SignIn.Show);
        strangers.MapPost("/sign-in", SignIn.Submit);
        strangers.MapPost("/sign-out", SignOut.Submit);

        AddJoiningRoutes(app, strangers);
        AddSiteRoutes(app);
        AddOrganisationRoutes(app);
    }
}

public static class AccountsServices
{
    /// <summary>The tables that other modules' views read, and what listens to other modules.</summary>
    public static IServiceCollection AddAccounts(this IServiceCollection services) => services
        .AddMigrations<AccountsModule>("Accounts")
        .AddHttpContextAccessor()
        .AddSingleton<RisingKeys>()
        .AddSingleton<AuditLog>()
        .AddSingleton<IHandle<AuditEntry>>(s => s.GetRequiredService<AuditLog>())
        .AddSingleton<Notices>()
        .AddSingleton<IHandle<PersonTold>>(s => s.GetRequiredService<Notices>())
        .AddSingleton<IHandle<OrganisationTold>>(s => s.GetRequiredService<Notices>())
        .AddSingleton<IHandle<SurveyChecked>, TellWhenDone>()
        .AddSingleton<IHandle<SurveyDetected>, TellWhenDone>();

    /// <summary>People, cookies, and the announcement of the first-run link: what only the site does.</summary>
    public static IServiceCollection AddSigningIn(this IServiceCollection services)
    {
        services.AddSingleton<FirstRunLink>();
        services.AddHostedService<AnnounceFirstRun>();
        services.AddScoped<AccountsDesk>();
        services.AddSitePages();
        services.AddOrganisationPages();
        services.AddScoped<MembersDesk>();
        services.AddScoped<InvitationsDesk>();
        services.AddJoining();
        services.AddSingleton<SignInAttempts>();
        services.AddSingleton<FindRights>();
        services.AddSingleton<IRights>(s => s.GetRequiredService<FindRights>());
        services.AddSingleton<IAuthorizationHandler, OrganisationNeedHandler>();
        services.AddSingleton<IAuthorizationHandler, OwnedNeedHandler>();
        services.AddIdentityCore<Person>(options =>
            {
                options.User.RequireUniqueEmail = true;
                // Length only: rules of composition make passwords worse (NIST SP 800-63B, OWASP ASVS 5.0 6.2).
                options.Password = new() { RequiredLength = 12, RequireDigit = false, RequireLowercase = false,
                    RequireUppercase = false, RequireNonAlphanumeric = false, RequiredUniqueChars = 1 };
            })
            .AddUserStore<PersonStore>()
            .AddClaimsPrincipalFactory<PersonClaims>()
            .AddSignInManager();
        // OWASP's figure for PBKDF2 with HMAC-SHA512 (Password Storage Cheat Sheet).
        services.Configure<PasswordHasherOptions>(options => options.IterationCount = 210_000);
        services.AddAuthorization();
        services.AddAuthentication(IdentityConstants.ApplicationScheme).AddIdentityCookies();
        services.ConfigureApplicationCookie(options =>
        {
            options.LoginPath = "/sign-in";
            options.ReturnUrlParameter = "returnUrl";
            options.ExpireTimeSpan = TimeSpan.FromDays(14);
            options.Cookie.SameSite = SameSiteMode.Lax;
            // Over plain http on this machine a browser keeps no __Host- cookie everywhere; over https it gets one.
            options.Cookie.Name = "traptagger";
            options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        });
        return services;
    }
}
