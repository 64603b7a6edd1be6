namespace TrapTagger.Platform.Storage;

/// <summary>What both stores ask of a key, so that an object can move from one to the other.</summary>
internal static class ObjectKey
{
    /// <exception cref="ArgumentException">A segment is empty, or one that a path or a browser drops.</exception>
    internal static string[] Segments(string key)
    {
        var segments = key.Split('/');
        return segments.Any(s => s is "" or "." or "..")
            ? throw new ArgumentException($"Not an object's key: {key}", nameof(key))
            : segments;
    }

    /// <summary>As it stands in a URL.</summary>
    internal static string Escape(string key) => string.Join('/', Segments(key).Select(Uri.EscapeDataString));
}
