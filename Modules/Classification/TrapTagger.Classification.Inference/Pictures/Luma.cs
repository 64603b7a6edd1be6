using TrapTagger.Platform.Imaging;

namespace TrapTagger.Classification.Inference;

internal static class Luma
{
    /// <summary>A picture's brightness (Rec. 601), 0 to 255.</summary>
    /// <param name="side">The long side wanted, in pixels; never enlarged.</param>
    internal static Plane Of(Rgb picture, int side)
    {
        var scale = Math.Min(1, (double)side / Math.Max(picture.Width, picture.Height));
        var (width, height) = (Scaled(picture.Width, scale), Scaled(picture.Height, scale));
        var pixels = Resampling.Part(picture, Box.Whole, width, height).Pixels;
        var plane = new Plane(width, height);
        for (var i = 0; i < plane.Values.Length; i++)
        {
            var (red, green, blue) = (pixels[i * 3], pixels[(i * 3) + 1], pixels[(i * 3) + 2]);
            plane.Values[i] = (0.299f * red) + (0.587f * green) + (0.114f * blue);
        }

        return plane;
    }

    private static int Scaled(int side, double scale) => Math.Max(1, (int)Math.Round(side * scale));
}
