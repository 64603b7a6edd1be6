namespace TrapTagger.Platform.Imaging;

/// <summary>The formats that are read; every other one is refused, whatever its file is called.</summary>
public enum PictureFormat
{
    Jpeg,
    Png,
    WebP,
}

/// <summary>What a picture's header says of it.</summary>
/// <param name="Width">In pixels, as stored: before <paramref name="Orientation"/> is applied.</param>
/// <param name="Height">In pixels, as stored.</param>
/// <param name="Orientation">EXIF orientation, 1 to 8; 1 where the file says nothing.</param>
/// <param name="Progressive">Whether the picture comes in passes (progressive JPEG, interlaced PNG), so that all of it
/// must be held in memory at once.</param>
public sealed record PictureHeader(PictureFormat Format, int Width, int Height, int Orientation, bool Progressive)
{
    /// <summary>Whether the file lacks its end, so that some of the picture is missing.</summary>
    public bool IsCutShort { get; init; }

    /// <summary>In pixels, as seen: after the orientation is applied.</summary>
    public int UprightWidth => IsTurned ? Height : Width;

    /// <summary>In pixels, as seen.</summary>
    public int UprightHeight => IsTurned ? Width : Height;

    internal bool IsTurned => Orientation >= 5;

    /// <summary>Reads the header and decodes no pixel.</summary>
    /// <exception cref="UnreadablePictureException">No picture of a known format, or a damaged header.</exception>
    public static unsafe PictureHeader Read(ReadOnlyMemory<byte> encoded)
    {
        var format = FileFormat.Of(encoded.Span) ?? throw new UnreadablePictureException(
            encoded.IsEmpty ? "The file is empty." : "The file is not a JPEG, PNG or WebP picture.");
        var isCutShort = FileFormat.IsCutShort(format, encoded.Span);
        using var pin = encoded.Pin();
        try
        {
            using var image = Decoder.Open(format, (byte*)pin.Pointer, encoded.Length, shrink: 1);
            var progressive = image.Has("interlaced");
            return new(format, image.Width, image.Height, image.Orientation, progressive) { IsCutShort = isCutShort };
        }
        catch (VipsException)
        {
            throw new UnreadablePictureException(isCutShort ? Picture.CutShort : Picture.Damaged);
        }
    }
}
