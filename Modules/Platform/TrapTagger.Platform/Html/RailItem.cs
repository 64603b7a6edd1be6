using TrapTagger.Platform.Identity;

namespace TrapTagger.Platform.Html;

/// <summary>A place in the shell's left rail; each module registers its own.</summary>
/// <param name="Icon">The id of a symbol in the shell's icon sheet.</param>
public sealed record RailItem(string Title, string Href, string Icon, int Order)
{
    /// <summary>Nobody else sees it; it carries a mark while something of the site is not well.</summary>
    public bool IsForSiteAdministrators { get; init; }

    /// <summary>Only who has it in the organisation sees the item.</summary>
    public Right Needs { get; init; }
}
