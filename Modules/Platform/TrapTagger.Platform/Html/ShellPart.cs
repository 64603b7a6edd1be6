namespace TrapTagger.Platform.Html;

/// <summary>Something that stands on every page; each module registers its own.</summary>
/// <param name="View">A component without parameters; it may be shown to strangers too, and then shows nothing.</param>
public sealed record ShellPart(ShellPlace Place, Type View, int Order);

public enum ShellPlace
{
    /// <summary>Above everything, also on pages that fill the window.</summary>
    Window,

    /// <summary>Above the page, inside the shell.</summary>
    Page,

    /// <summary>At the right of the top bar.</summary>
    Top,
}
