using TrapTagger.Platform.Identity;
using TrapTagger.Testing;

namespace TrapTagger.Architecture.Tests.Rights;

/// <summary>Somebody who asks, and what the table of rights says they may do.</summary>
/// <param name="Name">As a failure tells it.</param>
/// <param name="InOrganisation">In the organisation they work for.</param>
/// <param name="OnSurvey">With the survey of Wild Test.</param>
internal sealed record Actor(string Name, Visitor Visitor, Right InOrganisation, Right OnSurvey)
{
    internal bool IsStranger { get; init; }

    internal bool IsSiteAdministrator { get; init; }

    private const Right All = Right.See | Right.Label | Right.Change | Right.Delete | Right.Administer;

    /// <summary>Each role without and with everything beside it, exceptions, shares, people from elsewhere.</summary>
    internal static async Task<IReadOnlyList<Actor>> Everybody(SiteUnderTest site, long survey)
    {
        var cast = new Cast(site, survey);
        const Right create = Right.Create, label = Right.Label, see = Right.See, change = Right.Change;
        return
        [
            new("a stranger", site.Visitor(), Right.None, Right.None) { IsStranger = true },
            await cast.Member("worker", false, Right.None, Right.None),
            await cast.Member("worker", true, label, label),
            await cast.Member("hidden", false, Right.None, Right.None),
            await cast.Member("hidden", true, label | create, label),
            await cast.Member("read", false, see, see),
            await cast.Member("read", true, see | label | create, see | label),
            await cast.Member("write", false, see | change, see | change),
            await cast.Member("write", true, All & ~Right.Administer | create, All & ~Right.Administer),
            await cast.Member("admin", false, see | change | Right.Administer, see | change | Right.Administer),
            await cast.Member("admin", true, All | create, All),
            await cast.Excepted("hidden", "read", false, Right.None, see),
            await cast.Excepted("read", "write", true, see, see | change | label),
            await cast.Excepted("write", "hidden", false, see | change, Right.None),
            await cast.Excepted("admin", "hidden", false, see | change | Right.Administer,
                see | change | Right.Administer),
            await cast.Sharer("Reading", "read", "admin", All | create, see),
            await cast.Sharer("Writing", "write", "admin", All | create, see | change | label),
            await cast.Sharer("Modest", "write", "read", see | label | create, see | label),
            await cast.Sharer("Offered", null, "admin", All | create, Right.None),
            await cast.Stranger("Elsewhere"),
            new("the site's administrator", await site.SignedInAsSiteAdministrator("Sam", "Headquarters"),
                All | create, Right.None) { IsSiteAdministrator = true },
        ];
    }
}
