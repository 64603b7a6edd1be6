using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using TrapTagger.Platform.Data;
using TrapTagger.Platform.Identity;

namespace TrapTagger.Accounts;

/// <summary>What the cookie says of a person: who they are and for which organisation they work now.</summary>
internal sealed class PersonClaims(UserManager<Person> people, IOptions<IdentityOptions> options, Db db)
    : UserClaimsPrincipalFactory<Person>(people, options)
{
    private const string FindOrganisation = """
        SELECT o.id, o.name FROM organisation o
        JOIN membership m ON m.organisation_id = o.id
        WHERE m.person_id = @person
        ORDER BY o.id LIMIT 1
        """;

    protected override async Task<ClaimsIdentity> GenerateClaimsAsync(Person user)
    {
        var identity = await base.GenerateClaimsAsync(user);
        // Identity's name claim is the e-mail address; people are shown by their name.
        if (identity.FindFirst(ClaimTypes.Name) is { } address)
        {
            identity.RemoveClaim(address);
        }
        identity.AddClaim(new(ClaimTypes.Name, user.Name));
        if (user.SiteAdministrator)
        {
            identity.AddClaim(new(CurrentUser.SiteAdministratorClaim, "true"));
        }

        await using var session = await db.OpenAsync(CancellationToken.None);
        if (await session.FindAsync<Organisation>(FindOrganisation, new { person = user.Id }) is { } organisation)
        {
            identity.AddClaim(new(
                CurrentUser.OrganisationClaim, organisation.Id.ToString(CultureInfo.InvariantCulture)));
            identity.AddClaim(new(CurrentUser.OrganisationNameClaim, organisation.Name));
        }
        return identity;
    }

    private sealed record Organisation
    {
        public long Id { get; init; }
        public string Name { get; init; } = "";
    }
}
