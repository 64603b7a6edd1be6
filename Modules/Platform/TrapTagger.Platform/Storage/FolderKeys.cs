using System.Globalization;
using System.Text.RegularExpressions;

namespace TrapTagger.Platform.Storage;

/// <summary>
/// The file of a key, and back. Letters that some file system refuses are written as %XX, so that every key has a file
/// on every platform, and none lies outside the root.
/// </summary>
internal sealed partial class FolderKeys(string root)
{
    internal string PathOf(string key) => Path.Combine([root, .. ObjectKey.Segments(key).Select(FileName)]);

    /// <summary>
    /// The files whose keys begin with the prefix. What disappears meanwhile is left out; folders that begin with a
    /// dot are the store's own.
    /// </summary>
    internal IEnumerable<StoredObject> Under(string prefix)
    {
        var folder = prefix.LastIndexOf('/') is > 0 and var end ? PathOf(prefix[..end]) : root;
        if (!Directory.Exists(folder))
        {
            yield break;
        }
        foreach (var path in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            var key = KeyOf(path);
            if (key.StartsWith(prefix, StringComparison.Ordinal) && key[0] != '.'
                && new FileInfo(path) is { Exists: true } file)
            {
                yield return new(key, file.Length, file.LastWriteTimeUtc);
            }
        }
    }

    private string KeyOf(string path) => Escaped().Replace(
        Path.GetRelativePath(root, path).Replace(Path.DirectorySeparatorChar, '/'),
        m => $"{(char)int.Parse(m.ValueSpan[1..], NumberStyles.HexNumber, CultureInfo.InvariantCulture)}");

    private static string FileName(string segment)
    {
        const string refused = "<>:\"\\|?*%";
        var name = string.Concat(segment.Select(c => c < ' ' || refused.Contains(c, StringComparison.Ordinal)
            ? $"%{(int)c:X2}" : c.ToString()));
        return name[^1] is '.' or ' ' ? $"{name[..^1]}%{(int)name[^1]:X2}" : name;
    }

    [GeneratedRegex("%[0-9A-F]{2}")]
    private static partial Regex Escaped();
}
