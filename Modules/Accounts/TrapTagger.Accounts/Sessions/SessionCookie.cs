using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using TrapTagger.Platform.Identity;

namespace TrapTagger.Accounts;

/// <summary>The cookie names a session and says nothing else; who is asking is read anew with every request.</summary>
internal sealed class SessionCookie : CookieAuthenticationEvents
{
    /// <summary>In the cookie: the session's number and secret. On a request: its number alone.</summary>
    internal const string Claim = "session";

    private const string ProvedClaim = "proved_at";

    private static ClaimsPrincipal Holding(long person, string cookie) => new(new ClaimsIdentity(
        [new(ClaimTypes.NameIdentifier, Text(person)), new(Claim, cookie)], IdentityConstants.ApplicationScheme));

    /// <summary>The session that a signed-in person's request came with.</summary>
    internal static long Id(ClaimsPrincipal person) =>
        long.Parse(person.FindFirstValue(Claim)!, CultureInfo.InvariantCulture);

    internal static DateTimeOffset ProvedAt(ClaimsPrincipal person) =>
        new(long.Parse(person.FindFirstValue(ProvedClaim)!, CultureInfo.InvariantCulture), TimeSpan.Zero);

    public override async Task ValidatePrincipal(CookieValidatePrincipalContext context)
    {
        var http = context.HttpContext;
        if (!AsksForPeople(http.GetEndpoint()))
        {
            context.RejectPrincipal();
            return;
        }
        var sessions = http.RequestServices.GetRequiredService<Sessions>();
        if (context.Principal!.FindFirstValue(Claim) is { } cookie
            && await sessions.FindAsync(cookie, http.RequestAborted) is { } session)
        {
            context.ReplacePrincipal(Claims(session));
            return;
        }
        // The cookie is left alone: in another window the sign-in may just have got a new one.
        context.RejectPrincipal();
    }

    /// <summary>The browser gets the cookie of a sign-in that begins, or goes on under another secret.</summary>
    internal static Task GiveAsync(HttpContext http, long person, string cookie) => http.SignInAsync(
        IdentityConstants.ApplicationScheme, Holding(person, cookie),
        new AuthenticationProperties { IsPersistent = true });

    /// <summary>
    /// The browser loses the cookie, and what it kept of this site's pages and pictures. Decisions that it has yet to
    /// send stay: they are somebody's work.
    /// </summary>
    internal static Task TakeAsync(HttpContext http)
    {
        http.Response.Headers["Clear-Site-Data"] = "\"cache\"";
        return http.SignOutAsync(IdentityConstants.ApplicationScheme);
    }

    /// <summary>Files and signed addresses are for whoever has the address: nobody is looked up.</summary>
    private static bool AsksForPeople(Endpoint? endpoint) => endpoint is not null
        && endpoint.Metadata.GetMetadata<AsksNobody>() is null
        && endpoint.Metadata.GetMetadata<Microsoft.AspNetCore.StaticAssets.StaticAssetDescriptor>() is null;

    private static ClaimsPrincipal Claims(OpenSession session)
    {
        var identity = new ClaimsIdentity(IdentityConstants.ApplicationScheme);
        identity.AddClaim(new(ClaimTypes.NameIdentifier, Text(session.PersonId)));
        identity.AddClaim(new(ClaimTypes.Name, session.Name));
        identity.AddClaim(new(Claim, Text(session.Id)));
        identity.AddClaim(new(ProvedClaim, Text(session.ProvedAt.UtcTicks)));
        identity.AddClaim(new(CurrentUser.OrganisationCountClaim, Text(session.Organisations)));
        if (session.OrganisationId is { } organisation)
        {
            identity.AddClaim(new(CurrentUser.OrganisationClaim, Text(organisation)));
            identity.AddClaim(new(CurrentUser.OrganisationNameClaim, session.OrganisationName!));
        }
        if (session.IsActing)
        {
            identity.AddClaim(new(CurrentUser.AdministratorClaim, Text(session.SignedInAs)));
            identity.AddClaim(new(CurrentUser.AdministratorNameClaim, session.SignedInName));
        }
        else if (session.SiteAdministrator)
        {
            identity.AddClaim(new(CurrentUser.SiteAdministratorClaim, "true"));
        }
        return new(identity);
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
