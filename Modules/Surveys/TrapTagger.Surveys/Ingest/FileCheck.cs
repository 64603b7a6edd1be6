using TrapTagger.Platform.Imaging;

namespace TrapTagger.Surveys;

/// <summary>Whether a file can become a frame, told by its bytes and never by its name.</summary>
internal static class FileCheck
{
    /// <summary>
    /// Why a file is set aside, in a sentence for its owner; null when its header promises a whole picture of a size
    /// that can be decoded. Damage further in is found when <see cref="Renditions.Make"/> decodes it.
    /// </summary>
    internal static string? Reject(ReadOnlyMemory<byte> file) => file.Span switch
    {
        [] => "The file is empty.",
        [0xFF, 0xD8, 0xFF, ..] or [0x89, (byte)'P', (byte)'N', (byte)'G', ..] => RejectPicture(file),
        _ => "The file is not a JPEG or PNG picture.",
    };

    private static string? RejectPicture(ReadOnlyMemory<byte> file)
    {
        try
        {
            return Picture.Reject(PictureHeader.Read(file));
        }
        catch (UnreadablePictureException unreadable)
        {
            return unreadable.Message;
        }
    }
}
