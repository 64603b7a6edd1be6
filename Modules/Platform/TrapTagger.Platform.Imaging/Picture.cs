namespace TrapTagger.Platform.Imaging;

/// <summary>
/// Encoded pictures to pixels and back. Every decode checks the header first, applies the orientation and converts to
/// sRGB; each throws <see cref="UnreadablePictureException"/> with a sentence for the file's owner.
/// </summary>
public static unsafe class Picture
{
    internal const string CutShort = "The file ends before its picture does.";
    internal const string Damaged = "The file's picture is damaged.";

    private const long MaxPixels = 150_000_000;
    private const long MaxPixelsHeldWhole = 60_000_000;

    /// <summary>Why a picture can't be used, told by its header; null when it can be.</summary>
    /// <remarks>A file of a few kilobytes can claim any size. Most are decoded in strips, at little cost; one that must
    /// be held whole takes up to 8 bytes a pixel.</remarks>
    public static string? Reject(PictureHeader header)
    {
        var heldWhole = header.Progressive || header.Format == PictureFormat.WebP;
        var limit = heldWhole ? MaxPixelsHeldWhole : MaxPixels;
        return header switch
        {
            { IsCutShort: true } => CutShort,
            _ when (long)header.Width * header.Height > limit =>
                $"The picture is too large: {header.Width} x {header.Height} pixels, where the most "
                    + $"{(heldWhole ? "for its encoding " : "")}is {limit / 1_000_000} million.",
            _ => null,
        };
    }

    /// <summary>Decodes to exactly the given size, in pixels; the sides' ratio is not kept.</summary>
    public static Rgb DecodeStretched(ReadOnlyMemory<byte> encoded, int width, int height)
    {
        using var image = Decode(encoded, (_, _) => (width, height));
        return ToRgb(image);
    }

    /// <summary>
    /// Decodes to exactly the given size, in pixels: the picture as large as fits, at its own ratio, centred (an odd
    /// pixel goes to the right or the bottom) on a background whose three channels are <paramref name="pad"/>.
    /// </summary>
    public static Rgb DecodeLetterboxed(ReadOnlyMemory<byte> encoded, int width, int height, byte pad)
    {
        using var fitted = Decode(encoded, (w, h) => Fitting.Within(w, h, width, height));
        var (x, y) = ((width - fitted.Width) / 2, (height - fitted.Height) / 2);
        var options = $"x={x},y={y},width={width},height={height},extend=background,background={pad} {pad} {pad}";
        using var image = Vips.Apply("embed", fitted, options);
        return ToRgb(image);
    }

    /// <summary>Decodes to a long side of at most <paramref name="maxSide"/> pixels, never enlarged.</summary>
    public static Rgb DecodeWithin(ReadOnlyMemory<byte> encoded, int maxSide)
    {
        using var image = Decode(encoded, (w, h) => Fitting.Shrunk(w, h, maxSide));
        return ToRgb(image);
    }

    /// <param name="quality">1 to 100.</param>
    public static byte[] EncodeJpeg(Rgb picture, int quality) =>
        Encode(picture, "jpegsave_buffer", $"Q={quality},keep=none");

    public static byte[] EncodePng(Rgb picture) => Encode(picture, "pngsave_buffer", "keep=none");

    private static VipsImage Decode(
        ReadOnlyMemory<byte> encoded, Func<int, int, (int Width, int Height)> size) =>
        Decoder.Decode(encoded, PictureHeader.Read(encoded), size);

    private static byte[] Encode(Rgb picture, string saver, string options)
    {
        if (picture.Pixels.Length != 3L * picture.Width * picture.Height)
        {
            throw new ArgumentException("Pixels must be 3 * Width * Height bytes.", nameof(picture));
        }

        fixed (byte* pixels = picture.Pixels)
        {
            using var image = VipsImage.Around(pixels, picture.Width, picture.Height);
            return Vips.Save(saver, image, options);
        }
    }

    private static Rgb ToRgb(VipsImage image) => new(image.ToArray(), image.Width, image.Height);
}
