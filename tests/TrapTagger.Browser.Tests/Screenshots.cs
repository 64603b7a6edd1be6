namespace TrapTagger.Browser.Tests;

/// <summary>Where pictures of pages are left for people to look at.</summary>
internal static class Screenshots
{
    private static readonly string Folder = Directory
        .CreateDirectory(Path.Combine(AppContext.BaseDirectory, "../../../screenshots")).FullName;

    internal static string PathOf(string name) =>
        Path.Combine(Folder, name.Replace(' ', '-').ToLowerInvariant() + ".png");
}
