using System.Buffers.Binary;
using System.Security.Cryptography;

namespace TrapTagger.Surveys;

/// <summary>Tells the same picture in two files apart from two pictures.</summary>
internal static class JpegContent
{
    private const byte Prefix = 0xFF;
    private const byte StartOfScan = 0xDA;
    private const byte App0 = 0xE0;
    private const byte App15 = 0xEF;
    private const byte Comment = 0xFE;

    /// <summary>
    /// SHA-256 of a JPEG without its APPn and COM segments, in lower-case hex: the same for two files that differ only
    /// in what they say about the picture. Of any other file, the hash of all of it.
    /// </summary>
    internal static string Hash(ReadOnlySpan<byte> file)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        if (file is [Prefix, 0xD8, Prefix, ..])
        {
            hash.AppendData(file[..2]);
            file = AppendSegments(hash, file[2..]);
        }

        hash.AppendData(file);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <returns>What follows the segments: the first scan and all behind it, or what is no segment.</returns>
    private static ReadOnlySpan<byte> AppendSegments(IncrementalHash hash, ReadOnlySpan<byte> file)
    {
        while (file.Length >= 4 && file[0] == Prefix && file[1] != StartOfScan)
        {
            // A marker may be padded with any number of prefixes.
            var length = file[1] == Prefix ? 1 : 2 + BinaryPrimitives.ReadUInt16BigEndian(file[2..]);
            if (length > file.Length)
            {
                break;
            }

            if (file[1] is not ((>= App0 and <= App15) or Comment or Prefix))
            {
                hash.AppendData(file[..length]);
            }

            file = file[length..];
        }

        return file;
    }
}
