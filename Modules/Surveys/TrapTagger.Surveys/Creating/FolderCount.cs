using System.Text.Json;

namespace TrapTagger.Surveys;

/// <summary>One picked folder without its files' names: all that a preview needs, however many they are.</summary>
/// <param name="Path">From the picked folder on, which is its first segment.</param>
/// <param name="Files">Photographs directly in it.</param>
/// <param name="Bytes">Their size together.</param>
/// <param name="Others">What is no photograph, by its extension: ".mp4" to 3.</param>
internal sealed record FolderCount(
    string Path, int Files, long Bytes, IReadOnlyDictionary<string, int>? Others = null)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>The folders that a page's script counted; none when it sent nothing sensible.</summary>
    internal static IReadOnlyList<FolderCount> Read(string? json)
    {
        try
        {
            return JsonSerializer.Deserialize<FolderCount?[]>(json ?? "[]", Json) is { } folders
                ? [.. folders.OfType<FolderCount>().Where(f => f is { Path.Length: > 0, Files: >= 0, Bytes: >= 0 })]
                : [];
        }
        catch (JsonException)
        {
            return [];
        }
    }
}
