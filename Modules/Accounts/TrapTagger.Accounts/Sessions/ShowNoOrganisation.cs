using Microsoft.AspNetCore.Http.HttpResults;
using TrapTagger.Platform.Html;
using TrapTagger.Platform.Identity;

namespace TrapTagger.Accounts;

/// <summary>Where somebody lands who belongs to no organisation yet, or no more.</summary>
internal static class ShowNoOrganisation
{
    internal static Results<RazorComponentResult, SeeOther> Show(CurrentUser user) => user.HasOrganisation
        ? new SeeOther("/")
        : Render.View<NoOrganisationPage, NoOrganisationModel>(new(user.Name));
}

public sealed record NoOrganisationModel(string Name);
