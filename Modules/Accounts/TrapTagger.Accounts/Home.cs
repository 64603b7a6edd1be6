using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using TrapTagger.Platform.Identity;

namespace TrapTagger.Accounts;

/// <summary>The bare address leads everybody to where they begin.</summary>
internal static class Home
{
    internal static RedirectHttpResult Show(HttpContext http) => TypedResults.Redirect(http.User switch
    {
        { Identity.IsAuthenticated: not true } => "/welcome",
        var person when CurrentUser.From(person) is { HasOrganisation: false } => "/no-organisation",
        _ => "/surveys",
    });
}
