using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using TrapTagger.Platform.Html;

namespace TrapTagger.Accounts;

/// <summary>One organisation, and what a site administrator may do with it.</summary>
internal static class ShowOrganisation
{
    internal static async Task<Results<RazorComponentResult, NotFound>> Show(
        long id, SiteOrganisations organisations, CancellationToken ct) =>
        await organisations.FindAsync(id, ct) is { } one ? Page(new(one)) : TypedResults.NotFound();

    internal static SeeOther At(long id) => new($"/admin/organisations/{id}");

    /// <summary>The same page again, with what was wrong.</summary>
    internal static RazorComponentResult Refuse(OrganisationSiteModel model) =>
        Page(model, StatusCodes.Status422UnprocessableEntity);

    private static RazorComponentResult Page(OrganisationSiteModel model, int status = 200) =>
        Render.View<OrganisationSitePage, OrganisationSiteModel>(model, status);
}

/// <param name="Error">Why what was asked for is not done; null when it is.</param>
public sealed record OrganisationSiteModel(SiteOrganisationModel One, string? Error = null);
