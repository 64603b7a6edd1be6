namespace TrapTagger.Surveys;

/// <summary>
/// What a file says it is by its extension. Only the upload goes by this: what a file really is, the worker finds out.
/// </summary>
internal static class FileKinds
{
    /// <summary>Extensions that are uploaded, in lower case with their dot.</summary>
    internal static IReadOnlyList<string> Pictures { get; } = [".jpg", ".jpeg", ".png"];

    // What camera traps write, and what people turn it into.
    private static readonly string[] Videos = [".mp4", ".avi", ".mov", ".m4v", ".mkv", ".mpg", ".mts", ".3gp", ".wmv"];

    internal static bool IsPicture(string path) =>
        Pictures.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase);

    internal static bool IsVideo(string extension) => Videos.Contains(extension, StringComparer.OrdinalIgnoreCase);
}
