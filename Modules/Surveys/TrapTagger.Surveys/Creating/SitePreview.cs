using TrapTagger.Platform.Html;

namespace TrapTagger.Surveys;

/// <summary>What the picked folders would become under a choice of levels, before anything is sent.</summary>
internal static class SitePreview
{
    internal static SitePreviewModel Of(IReadOnlyList<FolderCount> folders, SiteLevels levels)
    {
        var placed = folders.Where(f => f.Files > 0)
            .Select(f => (Folder: f, Placement: SiteRule.PlaceFolder(f.Path, levels)))
            .ToLookup(f => f.Placement.WhyNot is null);
        return new(
            levels.Site,
            levels.Camera,
            Levels(folders),
            [.. placed[true].GroupBy(f => f.Placement.Site)
                .OrderBy(s => s.Key, StringComparer.OrdinalIgnoreCase)
                .Select(s => new SiteCountModel(s.Key, Cameras(s.Select(f => (f.Placement.Camera, f.Folder.Files)))))],
            placed[true].Sum(f => (long)f.Folder.Files),
            placed[true].Sum(f => f.Folder.Bytes),
            [.. Misplaced(placed[false]), .. Others(folders)]);
    }

    private static IReadOnlyList<CameraCountModel> Cameras(IEnumerable<(string Camera, int Files)> folders) =>
        [.. folders.GroupBy(f => f.Camera)
            .OrderBy(c => c.Key, StringComparer.OrdinalIgnoreCase)
            .Select(c => new CameraCountModel(c.Key, c.Sum(f => (long)f.Files)))];

    /// <summary>Each level that could be chosen, with a name from the folder that holds most.</summary>
    private static IReadOnlyList<FolderLevelModel> Levels(IReadOnlyList<FolderCount> folders)
    {
        var paths = folders.Where(f => f.Files > 0).OrderByDescending(f => f.Files)
            .Select(f => f.Path.Split('/')).ToList();
        var deepest = Math.Min(paths.Select(p => p.Length).DefaultIfEmpty(0).Max(), SiteRule.MostLevels);
        return [.. Enumerable.Range(0, deepest).Select(level =>
        {
            var names = paths.Where(p => p.Length > level).Select(p => p[level]).ToList();
            return new FolderLevelModel(level, names[0], names.Distinct().Count());
        })];
    }

    private static IEnumerable<string> Misplaced(IEnumerable<(FolderCount Folder, Placement Placement)> folders) =>
        folders.GroupBy(f => f.Placement.WhyNot).Select(reason =>
        {
            var count = reason.Sum(f => (long)f.Folder.Files);
            var where = reason.Key == SiteRule.AboveSite ? "site" : "camera";
            var names = reason.Select(f => f.Folder.Path).Order(StringComparer.Ordinal).ToList();
            var more = names.Count > 3 ? $" and {Words.Count(names.Count - 3, "more folder", "more folders")}" : "";
            return $"{Words.Count(count, "file lies", "files lie")} above the {where} folder and will not be uploaded: "
                + $"in {string.Join(", ", names.Take(3))}{more}.";
        });

    private static IEnumerable<string> Others(IReadOnlyList<FolderCount> folders)
    {
        var others = folders.SelectMany(f => f.Others ?? new Dictionary<string, int>())
            .GroupBy(o => o.Key)
            .Select(o => (Extension: o.Key, Count: o.Sum(c => (long)c.Value)))
            .OrderByDescending(o => o.Count)
            .ToLookup(o => FileKinds.IsVideo(o.Extension));
        if (others[true].Any())
        {
            var videos = Words.Count(others[true].Sum(o => o.Count), "video", "videos");
            yield return $"{videos} will be left out: TrapTagger does not read videos yet.";
        }
        if (others[false].Any())
        {
            var counts = string.Join(", ", others[false].Select(o => $"{Words.Number(o.Count)} {o.Extension}"));
            yield return $"What is no photograph will be left out: {counts}.";
        }
    }
}

/// <param name="Levels">The folders that can be chosen, from the picked one downwards.</param>
/// <param name="Files">Photographs that will be uploaded.</param>
/// <param name="LeftOut">What will not be, each in a sentence.</param>
public sealed record SitePreviewModel(
    int SiteLevel, int CameraLevel, IReadOnlyList<FolderLevelModel> Levels, IReadOnlyList<SiteCountModel> Sites,
    long Files, long Bytes, IReadOnlyList<string> LeftOut);

/// <param name="Example">A folder of this level.</param>
/// <param name="Folders">How many different names there are.</param>
public sealed record FolderLevelModel(int Level, string Example, int Folders);

public sealed record SiteCountModel(string Name, IReadOnlyList<CameraCountModel> Cameras)
{
    public long Files => Cameras.Sum(c => c.Files);
}

public sealed record CameraCountModel(string Name, long Files);
