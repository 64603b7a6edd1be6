using System.Buffers.Binary;
using System.Globalization;

namespace TrapTagger.Testing.Scenes;

/// <summary>The EXIF block that a camera writes into a JPEG; what is left out of it is null.</summary>
public sealed record Exif
{
    /// <summary>By the camera's clock, in no zone.</summary>
    public DateTime? TakenAt { get; init; }

    /// <summary>Fractions of the second, as digits.</summary>
    public string? SubSecond { get; init; }

    /// <summary>The clock's offset from UTC, such as "+02:00".</summary>
    public string? Offset { get; init; }

    public DateTime? DigitizedAt { get; init; }

    public DateTime? ChangedAt { get; init; }

    public string? Make { get; init; }

    public string? Model { get; init; }

    public string? Serial { get; init; }

    /// <summary>1 to 8: how the stored picture must be turned to be upright.</summary>
    public int? Orientation { get; init; }

    /// <summary>In degrees, north and east positive.</summary>
    public (double Latitude, double Longitude)? Position { get; init; }

    /// <summary>The camera maker's own block.</summary>
    public byte[]? MakerNote { get; init; }

    /// <summary>A JPEG with this block put before everything else.</summary>
    public byte[] In(ReadOnlySpan<byte> jpeg) => [.. jpeg[..2], .. Segment(), .. jpeg[2..]];

    private byte[] Segment()
    {
        var (main, photo, gps) = (Main(), Photo(), Gps());
        var photoStart = TiffDirectory.Start + main.Size + TiffDirectory.PointersSize;
        main.Add(0x8769, (uint)photoStart).Add(0x8825, (uint)(photoStart + photo.Size));
        byte[] tiff = [.. TiffDirectory.Header, .. main.At(TiffDirectory.Start), .. photo.At(photoStart),
            .. gps.At(photoStart + photo.Size)];

        Span<byte> length = stackalloc byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(length, checked((ushort)(8 + tiff.Length)));
        return [0xFF, 0xE1, .. length, .. "Exif\0\0"u8, .. tiff];
    }

    private TiffDirectory Main() => new TiffDirectory()
        .Add(0x010F, Make)
        .Add(0x0110, Model)
        .Add(0x0112, Orientation)
        .Add(0x0132, Stamp(ChangedAt));

    private TiffDirectory Photo() => new TiffDirectory()
        .Add(0x9003, Stamp(TakenAt))
        .Add(0x9004, Stamp(DigitizedAt))
        .Add(0x9011, Offset)
        .Add(0x927C, MakerNote)
        .Add(0x9291, SubSecond)
        .Add(0xA431, Serial);

    private TiffDirectory Gps() => Position is not { } position
        ? new TiffDirectory()
        : new TiffDirectory()
            .Add(0x0001, position.Latitude < 0 ? "S" : "N")
            .AddDegrees(0x0002, position.Latitude)
            .Add(0x0003, position.Longitude < 0 ? "W" : "E")
            .AddDegrees(0x0004, position.Longitude);

    private static string? Stamp(DateTime? time) =>
        time?.ToString("yyyy:MM:dd HH:mm:ss", CultureInfo.InvariantCulture);
}
