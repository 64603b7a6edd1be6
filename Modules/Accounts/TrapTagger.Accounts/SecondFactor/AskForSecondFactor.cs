using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using TrapTagger.Platform.Data;
using TrapTagger.Platform.Identity;
using TrapTagger.Platform.Settings;

namespace TrapTagger.Accounts;

/// <summary>
/// Where the site asks for a second factor, who has none sets it up before anything else. Whoever acts as somebody was
/// asked before that. A passkey is two factors by itself: who has no password is asked for no app.
/// </summary>
internal static class AskForSecondFactor
{
    internal const string Page = "/account/second-factor";

    private const string Sentence = "This site asks for a second factor: set one up in your account, under Signing in.";

    private const string Lacks = """
        SELECT count(*) FROM person p WHERE p.id = @Id AND p.password_hash IS NOT NULL
            AND NOT EXISTS (SELECT 1 FROM second_factor f WHERE f.person_id = p.id)
        """;

    internal static async Task InvokeAsync(HttpContext http, RequestDelegate next)
    {
        if (!IsAboutPeople(http) || CurrentUser.From(http.User) is not { } user || !await IsAskedAsync(http, user))
        {
            await next(http);
            return;
        }
        if (HttpMethods.IsGet(http.Request.Method)
            && http.Request.GetTypedHeaders().Accept.Any(a => a.MediaType == "text/html"))
        {
            http.Response.Redirect(Page);
            return;
        }
        await TypedResults.Text(Sentence, statusCode: StatusCodes.Status403Forbidden).ExecuteAsync(http);
    }

    /// <summary>Whether the site asks the person for one that they don't have.</summary>
    internal static async Task<bool> IsAskedAsync(HttpContext http, CurrentUser user)
    {
        var isAsked = http.RequestServices.GetRequiredService<SiteSettings>().Now.SecondFactor switch
        {
            AskedOf.Nobody => false,
            AskedOf.SiteAdministrators => user.IsSiteAdministrator,
            _ => true,
        };
        if (!isAsked || user.IsActing)
        {
            return false;
        }
        await using var session = await http.RequestServices.GetRequiredService<Db>().OpenAsync(http.RequestAborted);
        return await session.ScalarAsync<long>(Lacks, new { user.Id }) > 0;
    }

    /// <summary>Files, signing in and out, and the way to a second factor are left alone; so is a script.</summary>
    private static bool IsAboutPeople(HttpContext http) => http.GetEndpoint()?.Metadata is { } route
        && route.GetMetadata<Need>() is not (null or NobodyNeed)
        && route.GetMetadata<WithoutSecondFactor>() is null && !Tokens.IsByToken(http.User);
}

/// <summary>On the way to a second factor, and away from the site.</summary>
internal sealed record WithoutSecondFactor;
