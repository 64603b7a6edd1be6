using MetadataExtractor;
using Directory = MetadataExtractor.Directory;
using HyperFire = MetadataExtractor.Formats.Exif.Makernotes.ReconyxHyperFireMakernoteDirectory;
using HyperFire2 = MetadataExtractor.Formats.Exif.Makernotes.ReconyxHyperFire2MakernoteDirectory;

namespace TrapTagger.Surveys;

/// <summary>What a Reconyx HyperFire or HyperFire 2 writes into its maker note.</summary>
/// <param name="Sequence">Which of how many photographs of one trigger.</param>
/// <param name="Temperature">Of the air, in degrees Celsius.</param>
internal sealed record ReconyxNote(DateTime? TakenAt, string? Serial, (int Number, int Of)? Sequence, int? Temperature)
{
    internal static ReconyxNote? In(IReadOnlyList<Directory> metadata) => metadata
        .Select(directory => directory switch
        {
            HyperFire => Read(directory, HyperFire.TagDateTimeOriginal, HyperFire.TagSerialNumber,
                HyperFire.TagSequence, HyperFire.TagAmbientTemperature),
            HyperFire2 => Read(directory, HyperFire2.TagDateTimeOriginal, HyperFire2.TagSerialNumber,
                HyperFire2.TagSequence, HyperFire2.TagAmbientTemperatureCelcius),
            _ => null,
        })
        .FirstOrDefault(note => note is not null);

    private static ReconyxNote Read(Directory note, int takenAt, int serial, int sequence, int temperature) => new(
        note.GetObject(takenAt) as DateTime?,
        note.GetString(serial),
        note.GetObject(sequence) is ushort[] and [var number, var of] ? (number, of) : null,
        note.GetObject(temperature) as short?);
}
