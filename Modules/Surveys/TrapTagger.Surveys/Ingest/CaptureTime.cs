using System.Globalization;
using MetadataExtractor;
using MetadataExtractor.Formats.Exif;
using Directory = MetadataExtractor.Directory;
using Tags = MetadataExtractor.Formats.Exif.ExifDirectoryBase;

namespace TrapTagger.Surveys;

/// <summary>When a photograph was taken, by its camera's clock.</summary>
/// <param name="At">In no zone: what the clock showed.</param>
/// <param name="From">The metadata field that says so.</param>
/// <param name="Offset">The clock's offset from UTC, where the file says it.</param>
internal sealed record CaptureTime(DateTime At, string From, TimeSpan? Offset)
{
    private const int EarliestYear = 2000;

    private static readonly TimeSpan FurthestZone = TimeSpan.FromHours(14);

    private static readonly string[] Formats =
        ["yyyy:MM:dd HH:mm:ss", "yyyy-MM-dd HH:mm:ss", "yyyy/MM/dd HH:mm:ss", "yyyy-MM-ddTHH:mm:ss"];

    private static readonly Field Original = new(
        "DateTimeOriginal", Tags.TagDateTimeOriginal, Tags.TagSubsecondTimeOriginal, Tags.TagTimeZoneOriginal);

    private static readonly Field Digitized = new(
        "DateTimeDigitized", Tags.TagDateTimeDigitized, Tags.TagSubsecondTimeDigitized, Tags.TagTimeZoneDigitized);

    private static readonly Field Changed = new(
        "DateTime", Tags.TagDateTime, Tags.TagSubsecondTime, Tags.TagTimeZone);

    /// <summary>
    /// The first field that holds a time, the surest first: the shutter's, the camera maker's own copy of it, the
    /// sensor's, and last the file's change, which software may have rewritten. A file's date on disk is never asked:
    /// copying changes it.
    /// </summary>
    internal static CaptureTime? In(IReadOnlyList<Directory> metadata, ReconyxNote? reconyx) =>
        Read(metadata, Original)
        ?? (reconyx?.TakenAt is { } at ? new CaptureTime(at, "Reconyx DateTimeOriginal", null) : null)
        ?? Read(metadata, Digitized)
        ?? Read(metadata, Changed);

    /// <summary>Why the clock can't have been right, in a sentence; null when it can.</summary>
    internal string? Reject(DateTimeOffset now)
    {
        var shown = At.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
        return At switch
        {
            { Year: < EarliestYear } => $"The camera's clock was not set: it showed {shown}.",
            _ when At > now.UtcDateTime + FurthestZone => $"The camera's clock was ahead: it showed {shown}.",
            _ => null,
        };
    }

    private static CaptureTime? Read(IReadOnlyList<Directory> metadata, Field field)
    {
        var text = Text(metadata, field.Time);
        return DateTime.TryParseExact(text, Formats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var at)
            ? new(at + Fraction(Text(metadata, field.SubSecond)), field.Name, Zone(Text(metadata, field.Offset)))
            : null;
    }

    private static string? Text(IReadOnlyList<Directory> metadata, int tag) => metadata
        .Where(directory => directory is ExifIfd0Directory or ExifSubIfdDirectory)
        .Select(directory => directory.GetString(tag)?.Trim('\0', ' '))
        .FirstOrDefault(text => !string.IsNullOrEmpty(text));

    /// <summary>"5" and "50" are both half a second: the digits stand behind the point.</summary>
    private static TimeSpan Fraction(string? digits) =>
        decimal.TryParse($"0.{digits}", NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds)
            ? TimeSpan.FromMicroseconds((long)(seconds * 1_000_000))
            : TimeSpan.Zero;

    private static TimeSpan? Zone(string? offset) =>
        TimeSpan.TryParseExact(offset?.TrimStart('+', '-'), @"hh\:mm", CultureInfo.InvariantCulture, out var zone)
        && zone <= FurthestZone
            ? offset!.StartsWith('-') ? -zone : zone
            : null;

    private sealed record Field(string Name, int Time, int SubSecond, int Offset);
}
