using System.Globalization;
using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using TrapTagger.Platform.Identity;

namespace TrapTagger.Accounts;

/// <summary>
/// `Authorization: Bearer tt_…`, on routes that take tokens. A request that brings one is never also a browser's: its
/// cookie is not looked at.
/// </summary>
internal sealed class TokenAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory loggers, UrlEncoder encoder, ApiTokens tokens)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    private const string Before = Tokens.Scheme + " ";

    private string _reason = "";

    /// <summary>Other authorizations are for whatever stands before the site.</summary>
    internal static bool IsMeant(HttpRequest request) =>
        $"{request.Headers.Authorization} ".StartsWith(Before, StringComparison.OrdinalIgnoreCase);

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (Context.GetEndpoint()?.Metadata.GetMetadata<TokenScope>() is not { } scope)
        {
            return Refuse("This address takes no token: a person has to sign in here.");
        }
        var given = $"{Request.Headers.Authorization} "[Before.Length..].Trim();
        if (await tokens.FindAsync(given, Context.RequestAborted) is not { } token)
        {
            return Refuse("This token is mistyped, revoked or expired. Make a new one in your account.");
        }
        if (!token.IsFor(scope.Scope))
        {
            return Refuse($"This token was not made for this: it takes one with {scope.Scope}.");
        }
        if (!token.IsForSurvey(scope.Survey is { } name ? Context.GetRouteValue(name) : null))
        {
            return Refuse(scope.Survey is null
                ? "This token is for one survey, and this address is about all."
                : "This token is for another survey.");
        }
        return AuthenticateResult.Success(new(Claims(token), Scheme.Name));
    }

    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Context.LogRefusal("a script's token opens nothing here");
        Response.StatusCode = StatusCodes.Status401Unauthorized;
        Response.Headers.WWWAuthenticate = Tokens.Scheme;
        await TypedResults.Problem(_reason, statusCode: StatusCodes.Status401Unauthorized).ExecuteAsync(Context);
    }

    private AuthenticateResult Refuse(string reason) => AuthenticateResult.Fail(_reason = reason);

    /// <summary>Never a site administrator: what concerns the whole site is done by people.</summary>
    private ClaimsPrincipal Claims(OpenToken token) => new(new ClaimsIdentity(
        [
            new(ClaimTypes.NameIdentifier, Text(token.PersonId)),
            new(ClaimTypes.Name, token.Name),
            new(CurrentUser.OrganisationClaim, Text(token.OrganisationId)),
            new(CurrentUser.OrganisationNameClaim, token.OrganisationName),
        ],
        Scheme.Name));

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
