using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Http;

namespace TrapTagger.Platform.Identity;

/// <summary>
/// Who is asking, and whose rows the request is about: a parameter of handlers whose route needs a person. Every
/// statement that a request runs on owned rows carries <see cref="Organisation"/>: the owner of what the route names,
/// which may be another organisation that shares it, else the one that the person works for.
/// </summary>
/// <param name="Organisation">0 for somebody who belongs to none: no row is owned by it.</param>
public sealed record CurrentUser(long Id, string Name, long Organisation, string OrganisationName)
{
    public const string OrganisationClaim = "organisation";
    public const string OrganisationNameClaim = "organisation_name";
    public const string OrganisationCountClaim = "organisation_count";
    public const string SiteAdministratorClaim = "site_administrator";

    /// <summary>The id of the site administrator who acts as this person; there is none otherwise.</summary>
    public const string AdministratorClaim = "administrator";
    public const string AdministratorNameClaim = "administrator_name";

    /// <summary>May see and do what concerns the whole site, whoever's it is.</summary>
    public bool IsSiteAdministrator { get; init; }

    public bool HasOrganisation => Organisation != 0;

    /// <summary>How many organisations they may choose from.</summary>
    public int OrganisationCount { get; init; }

    /// <summary>Whose password or passkey it was: another person than <see cref="Id"/> while one acts as it.</summary>
    public long SignedInAs { get; init; } = Id;

    public string SignedInName { get; init; } = Name;

    public bool IsActing => SignedInAs != Id;

    /// <summary>All that the person may do with what the request is about.</summary>
    public Right Rights { get; init; }

    /// <summary>How exactly the person may see places; see <see cref="Granted.Decimals"/>.</summary>
    public int? Decimals { get; init; }

    /// <summary>A latitude or longitude in degrees as this person may see it, on a page or in a file.</summary>
    public double? Shown(double? degrees) => Decimals switch
    {
        null => degrees,
        < 0 => null,
        { } decimals => degrees is { } exact ? Math.Round(exact, decimals, MidpointRounding.AwayFromZero) : null,
    };

    public static ValueTask<CurrentUser?> BindAsync(HttpContext http) => ValueTask.FromResult(Of(http));

    /// <summary>Null for a stranger.</summary>
    public static CurrentUser? Of(HttpContext http) =>
        From(http.User) is { } user && http.Features.Get<Granted>() is { } granted
            ? user with
            {
                Organisation = granted.Organisation, Rights = granted.Rights, Decimals = granted.Decimals,
            }
            : From(http.User);

    /// <summary>Null for a stranger.</summary>
    public static CurrentUser? From(ClaimsPrincipal principal)
    {
        if (Number(principal, ClaimTypes.NameIdentifier) is not { } id)
        {
            return null;
        }
        var name = principal.FindFirstValue(ClaimTypes.Name) ?? "";
        return new(
            id, name, Number(principal, OrganisationClaim) ?? 0, principal.FindFirstValue(OrganisationNameClaim) ?? "")
        {
            IsSiteAdministrator = principal.HasClaim(SiteAdministratorClaim, "true"),
            OrganisationCount = (int)(Number(principal, OrganisationCountClaim) ?? 0),
            SignedInAs = Number(principal, AdministratorClaim) ?? id,
            SignedInName = principal.FindFirstValue(AdministratorNameClaim) ?? name,
        };
    }

    private static long? Number(ClaimsPrincipal principal, string claim) =>
        principal.FindFirstValue(claim) is { } text ? long.Parse(text, CultureInfo.InvariantCulture) : null;
}
