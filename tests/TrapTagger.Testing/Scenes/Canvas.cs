using TrapTagger.Platform.Imaging;

namespace TrapTagger.Testing.Scenes;

/// <summary>A colour, 0 to 255 a channel; it may lie outside until it is painted.</summary>
internal readonly record struct Ink(double Red, double Green, double Blue)
{
    internal Ink Times(double light) => new(Red * light, Green * light, Blue * light);

    internal Ink Plus(double light) => new(Red + light, Green + light, Blue + light);
}

/// <summary>Pixels to paint on, with the little that a scene needs.</summary>
internal sealed class Canvas(int width, int height, byte[] pixels)
{
    internal Canvas(int width, int height) : this(width, height, new byte[3 * width * height])
    {
    }

    internal int Width => width;

    internal int Height => height;

    internal Canvas Copy() => new(width, height, (byte[])pixels.Clone());

    internal byte[] ToJpeg(int quality) => Picture.EncodeJpeg(new(pixels, width, height), quality);

    internal Span<byte> Pixel(int x, int y) => pixels.AsSpan(3 * ((y * width) + x), 3);

    /// <param name="cover">How much of the pixel is painted over, 0 to 1.</param>
    internal void Paint(int x, int y, Ink ink, double cover = 1)
    {
        var pixel = Pixel(x, y);
        pixel[0] = Mixed(pixel[0], ink.Red, cover);
        pixel[1] = Mixed(pixel[1], ink.Green, cover);
        pixel[2] = Mixed(pixel[2], ink.Blue, cover);
    }

    internal void Bar(int x, int y, int across, int down, Ink ink)
    {
        for (var row = Math.Max(0, y); row < Math.Min(height, y + down); row++)
        {
            for (var column = Math.Max(0, x); column < Math.Min(width, x + across); column++)
            {
                Paint(column, row, ink);
            }
        }
    }

    /// <summary>Adds light in a round spot that fades towards its edge.</summary>
    internal void Glow(double x, double y, double radius, double light)
    {
        ForEachIn(x, y, radius, radius, (column, row, distance) =>
            Paint(column, row, new Ink(255, 250, 225), light * (1 - distance)));
    }

    /// <summary>Calls for each pixel inside an ellipse; its distance is 0 in the middle and 1 at the edge.</summary>
    internal void ForEachIn(double x, double y, double radiusX, double radiusY, Action<int, int, double> paint)
    {
        var (left, right) = (Math.Max(0, (int)(x - radiusX)), Math.Min(width - 1, (int)(x + radiusX)));
        var (top, bottom) = (Math.Max(0, (int)(y - radiusY)), Math.Min(height - 1, (int)(y + radiusY)));
        for (var row = top; row <= bottom; row++)
        {
            for (var column = left; column <= right; column++)
            {
                var distance = Math.Pow((column - x) / radiusX, 2) + Math.Pow((row - y) / radiusY, 2);
                if (distance < 1)
                {
                    paint(column, row, distance);
                }
            }
        }
    }

    private static byte Mixed(byte under, double over, double cover) =>
        (byte)Math.Clamp(under + ((over - under) * cover), 0, 255);
}
