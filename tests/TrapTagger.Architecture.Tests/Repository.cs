using System.Runtime.CompilerServices;
using System.Xml.Linq;

namespace TrapTagger.Architecture.Tests;

/// <summary>The source tree as data.</summary>
internal static class Repository
{
    private static readonly string[] Foreign = ["artifacts", "node_modules", "bin", "obj", "lib", ".git"];

    public static string Root { get; } = Path.GetFullPath(Path.Combine(Here(), "../.."));

    /// <summary>Every file of ours, by its path from the root.</summary>
    public static IReadOnlyList<string> Files { get; } =
        [.. Walk(Root).Select(f => Path.GetRelativePath(Root, f).Replace('\\', '/'))];

    /// <summary>What each project's file says it uses: projects and packages.</summary>
    public static IReadOnlyDictionary<string, string[]> References { get; } = Files
        .Where(f => f.EndsWith(".csproj", StringComparison.Ordinal))
        .ToDictionary(f => Path.GetFileNameWithoutExtension(f), f => References_(XDocument.Parse(Read(f))));

    /// <summary>Projects below Modules/, by name.</summary>
    public static IEnumerable<string> Modules => Files
        .Where(f => f.StartsWith("Modules/", StringComparison.Ordinal))
        .Where(f => f.EndsWith(".csproj", StringComparison.Ordinal))
        .Select(f => Path.GetFileNameWithoutExtension(f));

    public static string Read(string file) => File.ReadAllText(Path.Combine(Root, file));

    /// <summary>The source files of one module's project.</summary>
    public static IEnumerable<string> Sources(string project) => Files.Where(f =>
        f.Contains($"/{project}/", StringComparison.Ordinal) && f.EndsWith(".cs", StringComparison.Ordinal));

    private static string[] References_(XDocument project) =>
        [.. project.Descendants().Where(e => e.Name.LocalName is "ProjectReference" or "PackageReference")
            .Select(e => ((string)e.Attribute("Include")!).Replace('\\', '/'))
            .Select(include => include.EndsWith(".csproj", StringComparison.Ordinal)
                ? Path.GetFileNameWithoutExtension(include) : include)];

    private static IEnumerable<string> Walk(string folder) => Directory.EnumerateFiles(folder)
        .Concat(Directory.EnumerateDirectories(folder)
            .Where(d => !Foreign.Contains(Path.GetFileName(d)))
            .SelectMany(Walk));

    private static string Here([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
