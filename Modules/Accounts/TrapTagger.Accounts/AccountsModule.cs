using Carter;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using TrapTagger.Classification;
using TrapTagger.Platform;
using TrapTagger.Platform.Coordination;
using TrapTagger.Platform.Html;
using TrapTagger.Platform.Identity;
using TrapTagger.Platform.Jobs;
using TrapTagger.Surveys;

namespace TrapTagger.Accounts;

/// <summary>People and organisations: who may do what. Everything else here is internal.</summary>
public sealed partial class AccountsModule : ICarterModule
{
    public void AddRoutes(IEndpointRouteBuilder app)
    {
        // One address may be a whole institute's: this stops machines, and SignInAttempts who guesses passwords.
        var strangers = app.MapGroup("").LimitPerAddress("accounts", 300).ValidateAntiforgery()
            .Needing(Need.Nobody);

        strangers.MapGet("/first-run/{token}", CreateFirstOrganisation.Show);
        strangers.MapPost("/first-run/{token}", CreateFirstOrganisation.Submit);
        strangers.MapGet("/sign-in", SignIn.Show);
        strangers.MapPost("/sign-in", SignIn.Submit);
        strangers.MapGet("/sign-in/second-factor", GiveSecondFactor.Show);
        strangers.MapPost("/sign-in/second-factor", GiveSecondFactor.Submit);
        strangers.MapPost("/sign-in/passkey/options", SignInWithPasskey.Options);
        strangers.MapPost("/sign-in/passkey", SignInWithPasskey.Submit);
        strangers.MapPost("/sign-out", SignOut.Submit);
        strangers.MapGet("/reset/{token}", ResetPassword.Show);
        strangers.MapPost("/reset/{token}", ResetPassword.Submit);
        strangers.MapGet("/e-mail/{token}", AgreeWithEmail.Show);
        strangers.MapPost("/e-mail/{token}", AgreeWithEmail.Submit);

        var mailed = app.MapGroup("").LimitPerAddress("mailed", 20).ValidateAntiforgery().Needing(Need.Nobody);

        mailed.MapGet("/forgotten", ForgottenPassword.Show);
        mailed.MapPost("/forgotten", ForgottenPassword.Submit);

        var people = app.MapGroup("").Needing(Need.Person).ValidateAntiforgery().WithMetadata(new PersonsOwn());

        people.MapGet("/no-organisation", ShowNoOrganisation.Show);
        people.MapGroup("").ForOneself().MapPost("/no-organisation/ask", AskForInvitation.Submit);
        people.MapPost("/organisation", ChooseOrganisation.Submit);

        AddJoiningRoutes(app, strangers);
        AddSiteRoutes(app);
        AddOrganisationRoutes(app);
        AddOwnAccount(app.MapGroup("/account").ValidateAntiforgery().ForOneself().WithMetadata(new PersonsOwn()));
    }

    /// <summary>What a person does with their own account, whatever else they may do.</summary>
    private static void AddOwnAccount(RouteGroupBuilder account)
    {
        var own = account.MapGroup("").Needing(Need.Person);

        own.MapGet("/", ShowAccount.Show);
        own.MapPost("/name", ShowAccount.SubmitName);
        var confirm = own.MapGroup("").WithMetadata(new WithoutSecondFactor());
        confirm.MapGet("/confirm", ConfirmPerson.Show);
        confirm.MapPost("/confirm", ConfirmPerson.Submit);
        confirm.MapPost("/confirm/passkey", ConfirmPerson.SubmitPasskey);
        own.MapGet("/security", ShowSecurity.Show);
        own.MapPost("/password", ChangePassword.Submit);
        own.MapGet("/sessions", ListSessions.Show);
        var ending = own.MapGroup("").ForFreshSignIns("/account/sessions");
        ending.MapPost("/sessions/{id:long}/end", ListSessions.End);
        ending.MapPost("/sessions/end-all", ListSessions.EndAll);
        own.MapPost("/e-mail/withdraw", ChangeEmail.Withdraw);
        own.MapGroup("").ForFreshSignIns("/account").MapPost("/e-mail", ChangeEmail.Submit);

        own.MapGet("/privacy", ExportOwnData.Show);
        own.MapGroup("").ForFreshSignIns("/account/privacy").MapGet("/privacy/export", ExportOwnData.Export)
            .LimitDownloads();
        var leaving = own.MapGroup("").ForFreshSignIns("/account/delete");
        leaving.MapGet("/delete", DeleteOwnAccount.Show);
        leaving.MapPost("/delete", DeleteOwnAccount.Submit);

        var delicate = own.MapGroup("").ForFreshSignIns("/account/security");

        var setUp = delicate.MapGroup("").WithMetadata(new WithoutSecondFactor());
        setUp.MapGet("/second-factor", SetUpSecondFactor.Show);
        setUp.MapPost("/second-factor", SetUpSecondFactor.Submit);
        delicate.MapPost("/second-factor/codes", SetUpSecondFactor.SubmitCodes);
        delicate.MapPost("/second-factor/off", SetUpSecondFactor.SubmitOff);
        delicate.MapPost("/passkeys/options", AddPasskey.Options);
        delicate.MapPost("/passkeys", AddPasskey.Submit);
        delicate.MapPost("/passkeys/{id:long}/remove", AddPasskey.Remove);

        var tokens = account.MapGroup("/tokens").Needing(Need.Member);

        tokens.MapGet("/", ListTokens.Show);
        tokens.MapPost("/{id:long}/revoke", ListTokens.Revoke);
        tokens.MapGroup("").ForFreshSignIns("/account/tokens").MapPost("/", ListTokens.Submit);
    }
}

public static class AccountsServices
{
    /// <summary>The tables that other modules' views read, and what listens to other modules.</summary>
    public static IServiceCollection AddAccounts(this IServiceCollection services) => services
        .AddMigrations<AccountsModule>("Accounts")
        .AddHttpContextAccessor()
        .AddJob<RemoveOrganisationJob, RemoveOrganisation>(Queues.Cpu)
        .AddJob<SendResetLinkJob, SendResetLink>(Queues.Cpu)
        .AddSingleton<PasswordLinks>()
        .AddSingleton<AccountLetters>()
        .AddSingleton<RisingKeys>()
        .AddSingleton<AuditLog>()
        .AddSingleton<IHandle<AuditEntry>>(s => s.GetRequiredService<AuditLog>())
        .AddSingleton<Notices>()
        .AddSingleton<IHandle<PersonTold>>(s => s.GetRequiredService<Notices>())
        .AddSingleton<IHandle<OrganisationTold>>(s => s.GetRequiredService<Notices>())
        .AddSingleton<IHandle<SurveyDeleted>, ForgetSurvey>()
        .AddSingleton<IHandle<SurveyChecked>, TellWhenDone>()
        .AddSingleton<IHandle<SurveyDetected>, TellWhenDone>();

    /// <summary>People, cookies, and the announcement of the first-run link: what only the site does.</summary>
    public static IServiceCollection AddSigningIn(this IServiceCollection services)
    {
        services.AddSingleton<FirstRunLink>();
        services.AddHostedService<AnnounceFirstRun>();
        services.AddHostedService<ForgetEnded>();
        services.AddSitePages();
        services.AddOrganisationPages();
        services.AddScoped<MembersDesk>();
        services.AddScoped<InvitationsDesk>();
        services.AddJoining();
        services.AddSingleton<FindRights>();
        services.AddSingleton<IRights>(s => s.GetRequiredService<FindRights>());
        services.AddSingleton<IAuthorizationHandler, OrganisationNeedHandler>();
        services.AddSingleton<IAuthorizationHandler, OwnedNeedHandler>();
        services.AddPeopleAndCookies();
        services.AddSingleton<Sessions>().AddSingleton<KnownDevices>().AddSingleton<SignInAttempts>();
        services.AddSingleton<EmailChanges>().AddSingleton<SecondFactors>().AddSingleton<ApiTokens>();
        services.AddSingleton<IOrganisationChoice, OrganisationChoice>();
        services.AddScoped<Admission>().AddScoped<CheckPassword>().AddScoped<SetPassword>().AddScoped<Passkeys>();
        services.AddScoped<AccountsDesk>().AddScoped<SignInDesk>().AddScoped<ResetDesk>().AddScoped<EmailDesk>();
        services.AddScoped<AccountDesk>().AddScoped<ConfirmDesk>().AddScoped<TokenDesk>();
        services.AddSingleton(new TabItem("account", "Profile", "", 10));
        services.AddSingleton(new TabItem("account", "Signing in", "security", 20));
        services.AddSingleton(new TabItem("account", "Browsers", "sessions", 30));
        services.AddSingleton(new TabItem("account", "Tokens", "tokens", 40));
        services.AddSingleton(new TabItem("account", "Your data", "privacy", 50));
        return services;
    }
}
