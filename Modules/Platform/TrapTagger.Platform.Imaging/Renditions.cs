namespace TrapTagger.Platform.Imaging;

/// <summary>The copies of a photograph that pages show: JPEG, upright, sRGB, without any metadata.</summary>
/// <param name="Screen">Long side at most 1600 pixels.</param>
/// <param name="Thumbnail">Long side at most 400 pixels.</param>
/// <param name="Width">Of the original, in pixels, upright.</param>
/// <param name="Height">Of the original, in pixels, upright.</param>
public sealed record Renditions(byte[] Screen, byte[] Thumbnail, int Width, int Height)
{
    private const int ScreenSide = 1600;
    private const int ThumbnailSide = 400;

    // JPEG and its quality: Modules/Platform/decisions/0003-renditions-are-jpeg.md.
    private const string Encoding = "Q=80,keep=none";

    /// <summary>Makes both from one decode; neither is larger than the original.</summary>
    /// <exception cref="UnreadablePictureException">The file can't be used; the message says why.</exception>
    public static Renditions Make(ReadOnlyMemory<byte> original)
    {
        var header = PictureHeader.Read(original);
        using var screen = Decoder.Decode(original, header, (w, h) => Fitting.Shrunk(w, h, ScreenSide));
        var (width, height) = Fitting.Shrunk(screen.Width, screen.Height, ThumbnailSide);
        using var thumbnail = Decoder.Resize(screen, width, height);
        return new(Encode(screen), Encode(thumbnail), header.UprightWidth, header.UprightHeight);
    }

    private static byte[] Encode(VipsImage image) => Vips.Save("jpegsave_buffer", image, Encoding);
}
