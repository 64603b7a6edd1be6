using System.Buffers.Binary;
using System.Text;

namespace TrapTagger.Testing.Scenes;

/// <summary>A TIFF directory, little-endian: a sorted list of tagged values, the longer ones laid behind it.</summary>
internal sealed class TiffDirectory
{
    /// <summary>Where the first directory starts: right behind the header.</summary>
    internal const int Start = 8;

    /// <summary>What two pointers to other directories add to one's size.</summary>
    internal const int PointersSize = 2 * EntrySize;

    private const int EntrySize = 12;
    private const ushort Ascii = 2;
    private const ushort Short = 3;
    private const ushort Long = 4;
    private const ushort Rational = 5;
    private const ushort Undefined = 7;

    private readonly List<(ushort Tag, ushort Type, int Count, byte[] Value)> _entries = [];

    internal static ReadOnlySpan<byte> Header => [(byte)'I', (byte)'I', 42, 0, Start, 0, 0, 0];

    internal int Size => 2 + (EntrySize * _entries.Count) + 4 + _entries.Sum(entry => Behind(entry.Value));

    internal TiffDirectory Add(ushort tag, string? text) =>
        text is null ? this : Add(tag, Ascii, text.Length + 1, Encoding.ASCII.GetBytes(text + '\0'));

    internal TiffDirectory Add(ushort tag, int? number) =>
        number is null ? this : Add(tag, Short, 1, BitConverter.GetBytes(number.Value));

    internal TiffDirectory Add(ushort tag, uint pointer) => Add(tag, Long, 1, BitConverter.GetBytes(pointer));

    internal TiffDirectory Add(ushort tag, byte[]? bytes) =>
        bytes is null ? this : Add(tag, Undefined, bytes.Length, bytes);

    /// <summary>Degrees, minutes and hundred-thousandths of a second: exact to a millimetre.</summary>
    internal TiffDirectory AddDegrees(ushort tag, double degrees)
    {
        var seconds = Math.Abs(degrees) * 3600;
        uint[] parts = [(uint)(seconds / 3600), 1, (uint)(seconds / 60 % 60), 1, (uint)(seconds % 60 * 1e5), 100_000];
        return Add(tag, Rational, 3, [.. parts.SelectMany(BitConverter.GetBytes)]);
    }

    /// <summary>The directory's bytes, for a place that many bytes from the header's start.</summary>
    internal byte[] At(int start)
    {
        var bytes = new byte[Size];
        var (entry, behind) = (2, 2 + (EntrySize * _entries.Count) + 4);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes, (ushort)_entries.Count);
        foreach (var (tag, type, count, value) in _entries)
        {
            var at = bytes.AsSpan(entry, EntrySize);
            BinaryPrimitives.WriteUInt16LittleEndian(at, tag);
            BinaryPrimitives.WriteUInt16LittleEndian(at[2..], type);
            BinaryPrimitives.WriteInt32LittleEndian(at[4..], count);
            BinaryPrimitives.WriteInt32LittleEndian(at[8..], start + behind);
            value.CopyTo(Behind(value) == 0 ? at[8..] : bytes.AsSpan(behind));
            (entry, behind) = (entry + EntrySize, behind + Behind(value));
        }

        return bytes;
    }

    private TiffDirectory Add(ushort tag, ushort type, int count, byte[] value)
    {
        _entries.Add((tag, type, count, value));
        return this;
    }

    /// <summary>Bytes that a value takes behind the list: none if it fits into its entry.</summary>
    private static int Behind(byte[] value) => value.Length <= 4 ? 0 : value.Length + (value.Length % 2);
}
