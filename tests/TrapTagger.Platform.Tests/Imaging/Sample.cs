using System.Buffers.Binary;
using TrapTagger.Platform.Imaging;

namespace TrapTagger.Platform.Tests.Imaging;

/// <summary>Pictures made for these tests, in every encoding that a survey may hold.</summary>
internal static unsafe class Sample
{
    internal const string SvgText = "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'></svg>";

    private static readonly Dictionary<char, (byte R, byte G, byte B)> Colours = new()
    {
        ['R'] = (220, 30, 30),
        ['G'] = (30, 200, 30),
        ['B'] = (30, 30, 220),
        ['W'] = (230, 230, 230),
    };

    /// <summary>Four quarters: red and green above, blue and white below.</summary>
    internal static Rgb Quarters(int width, int height)
    {
        var pixels = new byte[3 * width * height];
        for (var at = 0; at < width * height; at++)
        {
            var right = at % width >= width / 2;
            var below = at / width >= height / 2;
            var (r, g, b) = Colours[(below, right) switch
            {
                (false, false) => 'R',
                (false, true) => 'G',
                (true, false) => 'B',
                _ => 'W',
            }];
            (pixels[3 * at], pixels[(3 * at) + 1], pixels[(3 * at) + 2]) = (r, g, b);
        }

        return new(pixels, width, height);
    }

    internal static byte[] Jpeg(int width, int height) => Picture.EncodeJpeg(Quarters(width, height), 90);

    /// <summary>The quarters in some other encoding, named as libvips names its savers and their options.</summary>
    /// <param name="operation">What libvips does to the pixels first.</param>
    internal static byte[] As(string saver, string options, string operation = "copy", string with = "")
    {
        var quarters = Quarters(300, 200);
        fixed (byte* pixels = quarters.Pixels)
        {
            using var image = VipsImage.Around(pixels, quarters.Width, quarters.Height);
            using var changed = Vips.Apply(operation, image, with);
            return Vips.Save(saver, changed, options);
        }
    }

    /// <summary>The quarters' letters, clockwise from top left: the nearest of the colours to what is seen.</summary>
    internal static string Seen(Rgb picture) => new(
    [
        Nearest(picture, 1, 1), Nearest(picture, 3, 1), Nearest(picture, 3, 3), Nearest(picture, 1, 3),
    ]);

    internal static (byte R, byte G, byte B) Pixel(Rgb picture, int x, int y)
    {
        var at = 3 * ((y * picture.Width) + x);
        return (picture.Pixels[at], picture.Pixels[at + 1], picture.Pixels[at + 2]);
    }

    /// <summary>A JPEG that is nothing but a header claiming a size, and an end.</summary>
    internal static byte[] HollowJpeg(ushort width, ushort height, bool progressive)
    {
        byte[] jpeg =
        [
            0xFF, 0xD8,
            0xFF, (byte)(progressive ? 0xC2 : 0xC0), 0, 11, 8, 0, 0, 0, 0, 1, 1, 0x11, 0,
            0xFF, 0xDA, 0, 8, 1, 1, 0, 0, (byte)(progressive ? 0 : 63), 0,
            0xFF, 0xD9,
        ];
        BinaryPrimitives.WriteUInt16BigEndian(jpeg.AsSpan(7), height);
        BinaryPrimitives.WriteUInt16BigEndian(jpeg.AsSpan(9), width);
        return jpeg;
    }

    /// <summary>A true PNG whose header is made to claim another size; its check sum fits.</summary>
    internal static byte[] PngClaiming(int width, int height)
    {
        var png = Picture.EncodePng(Quarters(8, 8));
        BinaryPrimitives.WriteInt32BigEndian(png.AsSpan(16), width);
        BinaryPrimitives.WriteInt32BigEndian(png.AsSpan(20), height);
        BinaryPrimitives.WriteUInt32BigEndian(png.AsSpan(29), Crc32(png.AsSpan(12, 17)));
        return png;
    }

    private static char Nearest(Rgb picture, int quarterX, int quarterY)
    {
        var (r, g, b) = Pixel(picture, picture.Width * quarterX / 4, picture.Height * quarterY / 4);
        return Colours.MinBy(c => Math.Abs(c.Value.R - r) + Math.Abs(c.Value.G - g) + Math.Abs(c.Value.B - b)).Key;
    }

    private static uint Crc32(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var value in bytes)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc >> 1) ^ ((crc & 1) * 0xEDB88320);
            }
        }

        return ~crc;
    }
}
