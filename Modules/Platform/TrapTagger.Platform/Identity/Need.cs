using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;

namespace TrapTagger.Platform.Identity;

/// <summary>
/// What a route asks of whoever calls it. Each route says exactly one: a request to one that says none is refused, and
/// a test finds it before that.
/// </summary>
public abstract record Need : IAuthorizationRequirement, IAuthorizationRequirementData
{
    /// <summary>Nothing: for strangers, too.</summary>
    public static Need Nobody { get; } = new NobodyNeed();

    /// <summary>To be signed in, whatever one may do.</summary>
    public static Need Person { get; } = new PersonNeed();

    /// <summary>To work for an organisation, whatever one may do in it: what lists of its things need.</summary>
    public static Need Member { get; } = new MemberNeed();

    /// <summary>To look after the whole site. For everybody else there is nothing there.</summary>
    public static Need SiteAdministrator { get; } = new SiteAdministratorNeed();

    /// <summary>A right in the organisation that the person works for now.</summary>
    public static Need Organisation(Right right) => new OrganisationNeed(right);

    /// <summary>A right on something that an organisation owns and may share, which the route names.</summary>
    /// <param name="value">The route's value that holds its id.</param>
    /// <param name="find">
    /// Where that value is the id of something else, which belongs to it: the statement that finds its id by that,
    /// as <c>@id</c>.
    /// </param>
    public static Need Owned(Right right, string value = "id", string? find = null) =>
        new OwnedNeed(right, value, find);

    public IEnumerable<IAuthorizationRequirement> GetRequirements() => [this];
}

public sealed record NobodyNeed : Need;

public sealed record PersonNeed : Need;

public sealed record MemberNeed : Need;

public sealed record SiteAdministratorNeed : Need;

public sealed record OrganisationNeed(Right Right) : Need;

public sealed record OwnedNeed(Right Right, string Value, string? Find) : Need;

public static class Needs
{
    public static TBuilder Needing<TBuilder>(this TBuilder routes, Need need)
        where TBuilder : IEndpointConventionBuilder
    {
        if (need is NobodyNeed)
        {
            routes.AllowAnonymous();
        }
        return routes.WithMetadata(need);
    }
}
