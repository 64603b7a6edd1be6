using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using TrapTagger.Platform.Identity;

namespace TrapTagger.Accounts;

/// <summary>How the framework's parts for signing in are put together.</summary>
internal static class Cookies
{
    /// <summary>The one way in: a request with a token of a script is that script's, every other a browser's.</summary>
    private const string Door = "door";

    internal static void AddPeopleAndCookies(this IServiceCollection services)
    {
        services.AddIdentityCore<Person>(options =>
            {
                options.User.RequireUniqueEmail = true;
                options.User.AllowedUserNameCharacters = ""; // any: a user name is an e-mail address, checked as one
            })
            .AddUserStore<PersonStore>()
            .AddSignInManager();
        // OWASP's figure for PBKDF2 with HMAC-SHA512 (Password Storage Cheat Sheet).
        services.Configure<PasswordHasherOptions>(options => options.IterationCount = 210_000);
        services.Configure<IdentityPasskeyOptions>(options =>
        {
            // A passkey signs in alone: so the device must know its owner, and find the account by itself.
            options.UserVerificationRequirement = "required";
            options.ResidentKeyRequirement = "required";
        });

        services.AddAuthorization();
        services.AddAuthentication(Door)
            .AddPolicyScheme(Door, null, options => options.ForwardDefaultSelector = http =>
                TokenAuthentication.IsMeant(http.Request) ? Tokens.Scheme : IdentityConstants.ApplicationScheme)
            .AddScheme<AuthenticationSchemeOptions, TokenAuthentication>(Tokens.Scheme, null)
            .AddIdentityCookies();
        services.ConfigureAll<CookieAuthenticationOptions>(options =>
        {
            options.CookieManager = new HostCookies();
            options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            options.Cookie.SameSite = SameSiteMode.Lax;
        });
        services.ConfigureApplicationCookie(options =>
        {
            options.LoginPath = "/sign-in";
            options.ReturnUrlParameter = "returnUrl";
            options.ExpireTimeSpan = Sessions.Idle;
            options.Cookie.Name = "traptagger";
            options.Events = new SessionCookie();
        });
    }
}
