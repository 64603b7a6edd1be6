namespace TrapTagger.Platform.Storage;

/// <summary>What may be shown in a page, by its name's end; anything else is handed over as a download.</summary>
internal static class ShownTypes
{
    /// <summary>The object under a key never changes in the time for which its URL is good.</summary>
    internal const string CacheControl = "private, max-age=3600, immutable";

    private static readonly Dictionary<string, string> Types = new(StringComparer.OrdinalIgnoreCase)
    {
        [".jpg"] = "image/jpeg", [".jpeg"] = "image/jpeg", [".png"] = "image/png",
    };

    /// <summary>Null for a download.</summary>
    internal static string? Of(string key) => Types.GetValueOrDefault(Path.GetExtension(key));
}
