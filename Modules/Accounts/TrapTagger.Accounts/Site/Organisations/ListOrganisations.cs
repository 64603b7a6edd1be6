using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.WebUtilities;
using TrapTagger.Platform.Html;

namespace TrapTagger.Accounts;

/// <summary>Every organisation of the site with what it uses, the newest first.</summary>
internal static class ListOrganisations
{
    private const int PageSize = 50;

    internal static async Task<RazorComponentResult> Show(
        string? named, long? before, SiteOrganisations organisations, CancellationToken ct)
    {
        var found = await organisations.ListAsync(named, before, PageSize + 1, ct);
        return Render.View<OrganisationListPage, OrganisationListModel>(new(
            [.. found.Take(PageSize)], named, before is null,
            found.Count > PageSize ? At(named, found[PageSize - 1].Id) : null));
    }

    private static string At(string? named, long before) => QueryHelpers.AddQueryString(
        "/admin/organisations", new Dictionary<string, string?> { ["named"] = named, ["before"] = $"{before}" });
}

/// <param name="Next">The address of the next page; null on the last one.</param>
public sealed record OrganisationListModel(
    IReadOnlyList<SiteOrganisationModel> Organisations, string? Named, bool IsFirst, string? Next);
