namespace TrapTagger.Testing;

/// <summary>
/// Real camera-trap photographs, which lie beside the repository in ../shared/images and are no part of it. A test that
/// needs them starts with <c>Assert.SkipUnless(Photographs.Exist, Photographs.Absent)</c>.
/// </summary>
public static class Photographs
{
    public const string Absent = "The real photographs of ../shared/images are not on this machine.";

    private static readonly string Folder = Path.Combine(RepositoryRoot(), "..", "shared", "images");

    public static bool Exist => Directory.Exists(Folder);

    /// <param name="path">Below the folder, such as "edge_cases/blank.jpg".</param>
    public static byte[] Read(string path) => File.ReadAllBytes(Path.Combine(Folder, path));

    /// <param name="folder">Below the folder, such as "peru_s90".</param>
    public static string PathOf(string folder) => Path.GetFullPath(Path.Combine(Folder, folder));

    /// <summary>Every JPEG in one of the folders, sorted.</summary>
    public static IReadOnlyList<string> In(string folder) =>
        [.. Directory.EnumerateFiles(Path.Combine(Folder, folder), "*", SearchOption.AllDirectories)
            .Where(file => Path.GetExtension(file).ToUpperInvariant() is ".JPG" or ".JPEG")
            .Order(StringComparer.Ordinal)];

    private static string RepositoryRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "TrapTagger.sln")))
        {
            folder = Path.GetDirectoryName(folder)
                ?? throw new DirectoryNotFoundException("Run the tests from inside the repository.");
        }

        return folder;
    }
}
