using System.Text;

namespace TrapTagger.Surveys;

/// <summary>Which paths are taken: each becomes part of an object's key, and a file in a folder store.</summary>
internal static class UploadPath
{
    private const int MostLetters = 512;

    /// <summary>A key has at most 1,024 bytes (S3); the survey's folder and a suffix take the rest.</summary>
    private const int MostBytes = 850;

    /// <summary>Names have at most 255 bytes on the usual file systems; a rendition's suffix comes on top.</summary>
    private const int MostSegmentBytes = 200;

    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    /// <summary>Why a path can't be taken, in a sentence; null when it can.</summary>
    internal static string? Reject(string? path)
    {
        if (string.IsNullOrEmpty(path))
        {
            return "It has no name.";
        }
        if (path.Any(char.IsControl) || Bytes(path) is not { } bytes)
        {
            return "Its path has characters that cannot be stored: rename it.";
        }
        if (path.Length > MostLetters || bytes > MostBytes)
        {
            return $"Its path is longer than {MostLetters} characters: move it nearer to the folder you pick.";
        }
        var segments = path.Split('/');
        return segments.Any(s => s is "" or "." or "..") ? "Its path is not one that a folder can have."
            : segments.Any(s => Bytes(s) > MostSegmentBytes) ? "A name in its path is too long: shorten it."
            : null;
    }

    /// <summary>Null for half a surrogate pair, which is no character at all.</summary>
    private static int? Bytes(string text)
    {
        try
        {
            return Strict.GetByteCount(text);
        }
        catch (EncoderFallbackException)
        {
            return null;
        }
    }
}
