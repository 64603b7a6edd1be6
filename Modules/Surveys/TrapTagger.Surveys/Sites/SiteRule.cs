namespace TrapTagger.Surveys;

/// <summary>
/// Which folders of a path name the site and the camera, counted from the picked folder, which is level 0. A camera's
/// folder is the site's own or lies below it.
/// </summary>
internal readonly record struct SiteLevels(int Site, int Camera);

/// <summary>Where a file belongs, or in words why it belongs nowhere: then both names are "".</summary>
internal readonly record struct Placement(string Site, string Camera, string? WhyNot = null);

/// <summary>
/// How sites and cameras are read from folders. The only place that knows: the preview before an upload, the upload
/// itself and the worker ask it.
/// </summary>
internal static class SiteRule
{
    /// <summary>Deeper trees exist, but nobody keeps a camera's name sixteen folders down.</summary>
    internal const int MostLevels = 16;

    internal const string AboveSite = "It lies above the site folder.";
    internal const string AboveCamera = "It lies above the camera folder.";

    /// <param name="path">The file's path from the picked folder on, as in "S90/SDZG 2/EK000070.JPG".</param>
    internal static Placement Place(string path, SiteLevels levels) =>
        PlaceFolder(path.LastIndexOf('/') is var end and >= 0 ? path[..end] : "", levels);

    /// <summary>The same for every file that lies directly in a folder; "" is no folder at all.</summary>
    internal static Placement PlaceFolder(string folder, SiteLevels levels)
    {
        var names = folder.Length == 0 ? [] : folder.Split('/');
        return names.Length <= levels.Site ? new("", "", AboveSite)
            : names.Length <= levels.Camera ? new("", "", AboveCamera)
            : new(names[levels.Site], names[levels.Camera]);
    }

    /// <summary>
    /// What a folder most likely means: the folders that hold most of the files are the cameras, and the ones around
    /// them the sites.
    /// </summary>
    internal static SiteLevels Guess(IEnumerable<FolderCount> folders)
    {
        var camera = folders
            .GroupBy(f => Math.Min(f.Path.Count(c => c == '/'), MostLevels - 1))
            .OrderByDescending(g => g.Sum(f => f.Files)).ThenBy(g => g.Key)
            .FirstOrDefault()?.Key ?? 0;
        return new(Math.Max(0, camera - 1), camera);
    }

    internal static bool AreUsable(SiteLevels levels) =>
        levels is { Site: >= 0, Camera: < MostLevels } && levels.Camera >= levels.Site;
}
