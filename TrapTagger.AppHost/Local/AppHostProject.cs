using System.Reflection;

namespace TrapTagger.AppHost.Local;

/// <summary>Where this project's source is, as the build wrote it down: the same attribute as Aspire's.</summary>
internal static class AppHostProject
{
    internal static string Directory { get; } = typeof(AppHostProject).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == "apphostprojectpath").Value!;

    internal static string Beside(string path) => Path.GetFullPath(Path.Combine(Directory, "..", path));
}
