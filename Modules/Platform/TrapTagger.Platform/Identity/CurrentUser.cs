using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Http;

namespace TrapTagger.Platform.Identity;

/// <summary>
/// Who is asking, and for which organisation: a parameter of the handlers in groups that require a signed-in person.
/// Every statement that a request runs on owned rows carries <see cref="Organisation"/>.
/// </summary>
public sealed record CurrentUser(long Id, string Name, long Organisation, string OrganisationName)
{
    public const string OrganisationClaim = "organisation";
    public const string OrganisationNameClaim = "organisation_name";
    public const string SiteAdministratorClaim = "site_administrator";

    /// <summary>The id of the site administrator who acts as this person; there is none otherwise.</summary>
    public const string AdministratorClaim = "administrator";

    /// <summary>May see and do what concerns the whole site, whoever's it is.</summary>
    public bool IsSiteAdministrator { get; init; }

    public static ValueTask<CurrentUser?> BindAsync(HttpContext http) => ValueTask.FromResult(From(http.User));

    /// <summary>Null for a stranger.</summary>
    public static CurrentUser? From(ClaimsPrincipal principal) =>
        principal.FindFirstValue(ClaimTypes.NameIdentifier) is { } id
        && principal.FindFirstValue(OrganisationClaim) is { } organisation
            ? new(
                long.Parse(id, CultureInfo.InvariantCulture),
                principal.FindFirstValue(ClaimTypes.Name) ?? "",
                long.Parse(organisation, CultureInfo.InvariantCulture),
                principal.FindFirstValue(OrganisationNameClaim) ?? "")
            {
                IsSiteAdministrator = principal.HasClaim(SiteAdministratorClaim, "true"),
            }
            : null;
}
