using FsCheck;
using FsCheck.Fluent;

namespace TrapTagger.Surveys.Tests.Sites;

public sealed class ReadingSitesFromFolders
{
    private static readonly Gen<string> Name =
        from letters in Gen.Elements("abcXYZ019 -_é象".Select(c => c.ToString()).ToArray()).NonEmptyListOf()
        select string.Concat(letters);

    private static readonly Gen<string[]> Folders =
        from n in Gen.Choose(1, 6) from names in Name.ArrayOf(n) select names;

    private static readonly Gen<SiteLevels> Levels =
        from site in Gen.Choose(0, 7) from deeper in Gen.Choose(0, 3) select new SiteLevels(site, site + deeper);

    [Theory]
    [InlineData("S90/SDZG 2/EK000070.JPG", 0, 1, "S90", "SDZG 2")]
    [InlineData("S90/SDZG 2/EK000070.JPG", 1, 1, "SDZG 2", "SDZG 2")]
    [InlineData("survey/site/2024/cam/100RECNX/a.jpg", 1, 3, "site", "cam")]
    public void a_file_belongs_to_the_folders_of_its_levels(
        string path, int site, int camera, string where, string by) =>
        Assert.Equal(new Placement(where, by), SiteRule.Place(path, new(site, camera)));

    [Theory]
    [InlineData("a.jpg", 0, 0, SiteRule.AboveSite)]
    [InlineData("survey/a.jpg", 1, 1, SiteRule.AboveSite)]
    [InlineData("survey/site/a.jpg", 1, 2, SiteRule.AboveCamera)]
    public void a_file_above_them_belongs_nowhere(string path, int site, int camera, string why) =>
        Assert.Equal(new Placement("", "", why), SiteRule.Place(path, new(site, camera)));

    [Fact]
    public void a_file_is_placed_or_told_why_not_and_never_both() => Holds(
        from folders in Folders from levels in Levels select (folders, levels),
        x =>
        {
            var placed = SiteRule.Place(PathIn(x.folders), x.levels);
            return x.folders.Length > x.levels.Camera
                ? placed == new Placement(x.folders[x.levels.Site], x.folders[x.levels.Camera])
                : placed is { Site: "", Camera: "", WhyNot: not null };
        });

    [Fact]
    public void folders_below_the_camera_change_nothing() => Holds(
        from folders in Folders from below in Folders from levels in Levels select (folders, below, levels),
        x => SiteRule.Place(PathIn(x.folders), x.levels) is var placed && (placed.WhyNot is not null
            || SiteRule.Place(PathIn([.. x.folders, .. x.below]), x.levels) == placed));

    [Fact]
    public void a_folder_and_each_of_its_files_are_placed_alike() => Holds(
        from folders in Folders from levels in Levels from name in Name select (folders, levels, name),
        x => SiteRule.Place($"{string.Join('/', x.folders)}/{x.name}.jpg", x.levels)
            == SiteRule.PlaceFolder(string.Join('/', x.folders), x.levels));

    [Fact]
    public void the_guess_places_the_files_of_the_commonest_depth_and_can_be_used() => Holds(
        from folders in Folders.NonEmptyListOf() select folders,
        x =>
        {
            var counts = x.Select(f => new FolderCount(string.Join('/', f), 1, 1)).ToList();
            var guess = SiteRule.Guess(counts);
            var commonest = x.GroupBy(f => f.Length).OrderByDescending(g => g.Count()).ThenBy(g => g.Key).First();
            return SiteRule.AreUsable(guess)
                && commonest.All(f => SiteRule.PlaceFolder(string.Join('/', f), guess).Camera == f[^1]);
        });

    [Fact]
    public void the_guess_is_that_a_camera_holds_the_files_and_its_parent_is_the_site()
    {
        FolderCount[] folders = [new("peru", 2, 0), new("peru/S90/SDZG 1", 60, 0), new("peru/S90/SDZG 2", 51, 0)];

        Assert.Equal(new SiteLevels(1, 2), SiteRule.Guess(folders));
    }

    [Fact]
    public void a_picked_folder_with_nothing_but_files_is_site_and_camera() =>
        Assert.Equal(new SiteLevels(0, 0), SiteRule.Guess([new("card", 9, 0)]));

    [Theory]
    [InlineData(-1, 0)]
    [InlineData(0, 16)]
    [InlineData(2, 1)]
    public void levels_that_mean_nothing_are_not_used(int site, int camera) =>
        Assert.False(SiteRule.AreUsable(new(site, camera)));

    private static string PathIn(IEnumerable<string> folders) => $"{string.Join('/', folders)}/IMG_0001.JPG";

    private static void Holds<T>(Gen<T> gen, Func<T, bool> rule) =>
        Prop.ForAll(gen.ToArbitrary(), rule).QuickCheckThrowOnFailure();
}
