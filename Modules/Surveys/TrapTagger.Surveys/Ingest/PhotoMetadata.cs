using System.Runtime.InteropServices;
using MetadataExtractor;
using MetadataExtractor.Formats.Exif;
using MetadataExtractor.Formats.Jpeg;
using Directory = MetadataExtractor.Directory;

namespace TrapTagger.Surveys;

/// <summary>What a photograph's file says about it. Every part may be missing, and any of it may be wrong.</summary>
internal sealed record PhotoMetadata
{
    /// <summary>The width of the columns that keep a camera's make, model and serial number.</summary>
    private const int MaxText = 80;

    /// <summary>Null when the file has no time, or one that can't be: see <see cref="Note"/>.</summary>
    internal CaptureTime? Taken { get; private init; }

    /// <summary>Why there is no time although the file has one, in a sentence.</summary>
    internal string? Note { get; private init; }

    internal string? Make { get; private init; }

    internal string? Model { get; private init; }

    internal string? Serial { get; private init; }

    /// <summary>
    /// In degrees, as the camera wrote it. Some models write one made-up place into every file: it is for showing, not
    /// for believing.
    /// </summary>
    internal (double Latitude, double Longitude)? Position { get; private init; }

    /// <summary>Which of how many photographs of one trigger.</summary>
    internal (int Number, int Of)? Sequence { get; private init; }

    /// <summary>Of the air, in degrees Celsius.</summary>
    internal int? Temperature { get; private init; }

    /// <summary>Reads a JPEG's EXIF: of a broken block what can be had, of another format nothing.</summary>
    internal static PhotoMetadata Read(ReadOnlyMemory<byte> file, TimeProvider clock)
    {
        var metadata = Directories(file);
        var reconyx = ReconyxNote.In(metadata);
        var taken = CaptureTime.In(metadata, reconyx);
        var note = taken?.Reject(clock.GetUtcNow());
        var main = metadata.OfType<ExifIfd0Directory>().FirstOrDefault();
        var photo = metadata.OfType<ExifSubIfdDirectory>().FirstOrDefault();
        return new()
        {
            Taken = note is null ? taken : null,
            Note = note,
            Make = Text(main?.GetString(ExifDirectoryBase.TagMake)),
            Model = Text(main?.GetString(ExifDirectoryBase.TagModel)),
            Serial = Text(photo?.GetString(ExifDirectoryBase.TagBodySerialNumber)) ?? Text(reconyx?.Serial),
            Position = PositionIn(metadata),
            Sequence = reconyx?.Sequence,
            Temperature = reconyx?.Temperature,
        };
    }

    private static IReadOnlyList<Directory> Directories(ReadOnlyMemory<byte> file)
    {
        var bytes = MemoryMarshal.TryGetArray(file, out var segment) ? segment : new(file.ToArray());
        using var stream = new MemoryStream(bytes.Array!, bytes.Offset, bytes.Count, writable: false);
        try
        {
            return JpegMetadataReader.ReadMetadata(stream, [new ExifReader()]);
        }
        catch (Exception broken) when (broken is ImageProcessingException or IOException)
        {
            return [];
        }
    }

    private static (double Latitude, double Longitude)? PositionIn(IReadOnlyList<Directory> metadata) =>
        metadata.OfType<GpsDirectory>().FirstOrDefault()?.GetGeoLocation() is { IsZero: false } place
        && Math.Abs(place.Latitude) <= 90 && Math.Abs(place.Longitude) <= 180
            ? (place.Latitude, place.Longitude)
            : null;

    /// <summary>Text fit for a column; cameras pad with blanks and zero bytes.</summary>
    private static string? Text(string? value)
    {
        var text = new string([.. (value ?? "").Where(letter => !char.IsControl(letter))]).Trim();
        return text.Length == 0 ? null : text[..Math.Min(text.Length, MaxText)];
    }
}
