using System.Buffers.Binary;

namespace TrapTagger.Platform.Imaging;

/// <summary>What a file's bytes say before any decoder sees them.</summary>
internal static class FileFormat
{
    /// <summary>Told by the first bytes, whatever the file is called.</summary>
    internal static PictureFormat? Of(ReadOnlySpan<byte> encoded) => encoded switch
    {
        [0xFF, 0xD8, 0xFF, ..] => PictureFormat.Jpeg,
        [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, ..] => PictureFormat.Png,
        [(byte)'R', (byte)'I', (byte)'F', (byte)'F', _, _, _, _, (byte)'W', (byte)'E', (byte)'B', (byte)'P', ..]
            => PictureFormat.WebP,
        _ => null,
    };

    /// <summary>Whether the file lacks the end that its format prescribes: a copy or an upload broke off.</summary>
    internal static bool IsCutShort(PictureFormat format, ReadOnlySpan<byte> encoded) => format switch
    {
        PictureFormat.Jpeg => IsJpegCutShort(encoded),
        PictureFormat.Png => encoded.LastIndexOf("IEND"u8) < 0,
        _ => BinaryPrimitives.ReadUInt32LittleEndian(encoded[4..]) + 8L > encoded.Length,
    };

    /// <summary>The end marker is looked for behind the header, where a thumbnail may have one of its own.</summary>
    private static bool IsJpegCutShort(ReadOnlySpan<byte> encoded)
    {
        const byte startOfScan = 0xDA;
        ReadOnlySpan<byte> endOfImage = [0xFF, 0xD9];
        var at = 2;
        while (at + 4 <= encoded.Length && encoded[at + 1] != startOfScan)
        {
            // Any number of 0xFF may stand before a marker (ITU T.81, B.1.1.2): the last of them begins it.
            at += encoded[at + 1] == 0xFF ? 1 : 2 + BinaryPrimitives.ReadUInt16BigEndian(encoded[(at + 2)..]);
        }

        return at + 4 > encoded.Length || encoded[at..].IndexOf(endOfImage) < 0;
    }
}
