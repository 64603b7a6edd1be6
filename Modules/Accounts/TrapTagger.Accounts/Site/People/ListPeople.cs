using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.WebUtilities;
using TrapTagger.Platform.Html;

namespace TrapTagger.Accounts;

/// <summary>Everybody who has an account, the newest first, and one of them.</summary>
internal static class ListPeople
{
    private const int PageSize = 50;

    internal static async Task<RazorComponentResult> Show(
        string? named, long? organisation, long? before, SitePeople people, CancellationToken ct)
    {
        var (found, memberships) = await people.ListAsync(named, organisation, before, PageSize + 1, ct);
        return Render.View<PeoplePage, PeopleModel>(new(
            [.. found.Take(PageSize)], memberships, named, organisation, before is null,
            found.Count > PageSize ? At(named, organisation, found[PageSize - 1].Id) : null));
    }

    internal static async Task<Results<RazorComponentResult, NotFound>> ShowOne(
        long id, SitePeople people, CancellationToken ct) =>
        await people.FindAsync(id, ct) is var (person, memberships)
            ? Page(new(person, [.. memberships]))
            : TypedResults.NotFound();

    internal static SeeOther At(long id) => new($"/admin/people/{id}");

    /// <summary>The person's page again, with what was wrong.</summary>
    internal static RazorComponentResult Refuse(SitePersonModel person, string error) =>
        Page(new(person, [], error), StatusCodes.Status422UnprocessableEntity);

    private static RazorComponentResult Page(PersonSiteModel model, int status = 200) =>
        Render.View<PersonSitePage, PersonSiteModel>(model, status);

    private static string At(string? named, long? organisation, long before) => QueryHelpers.AddQueryString(
        "/admin/people",
        new Dictionary<string, string?>
        {
            ["named"] = named, ["organisation"] = organisation is { } id ? $"{id}" : null, ["before"] = $"{before}",
        }.Where(part => part.Value is not null));
}

/// <param name="Next">The address of the next page; null on the last one.</param>
public sealed record PeopleModel(
    IReadOnlyList<SitePersonModel> People, ILookup<long, SiteMembershipModel> Memberships, string? Named,
    long? Organisation, bool IsFirst, string? Next);

/// <param name="Error">Why what was asked for is not done; null when it is.</param>
public sealed record PersonSiteModel(
    SitePersonModel Person, IReadOnlyList<SiteMembershipModel> Memberships, string? Error = null);
