using TrapTagger.Platform.Imaging;

namespace TrapTagger.Classification.Inference;

/// <summary>A part of a picture as a network takes it, and the way back from its boxes to the picture's.</summary>
/// <param name="Values">A tensor of <paramref name="Shape"/>.</param>
/// <param name="Part">Of the picture.</param>
/// <param name="Filled">Where the part lies in what the network is shown; the rest is padding.</param>
internal sealed record Shown(float[] Values, long[] Shape, Box Part, Box Filled)
{
    internal static Shown Of(Rgb picture, Box part, Size size, NetworkInput input)
    {
        var (width, height) = input.Resize == Resize.Letterbox
            ? Within(picture, part, size)
            : (size.Width, size.Height);
        var (left, top) = ((size.Width - width) / 2, (size.Height - height) / 2);
        var values = Padding(size, input);
        var pixels = Resampling.Part(picture, part, width, height).Pixels;
        for (var i = 0; i < pixels.Length; i++)
        {
            var channel = input.Channels == Channels.Bgr ? 2 - (i % 3) : i % 3;
            var (x, y) = (left + (i / 3 % width), top + (i / 3 / width));
            values[At(x, y, channel, size, input.Layout)] = Normalised(pixels[i], channel, input);
        }

        long[] shape = input.Layout == Layout.Nchw ? [1, 3, size.Height, size.Width] : [1, size.Height, size.Width, 3];
        var (across, down) = ((double)size.Width, (double)size.Height);
        return new(values, shape, part, new(left / across, top / down, width / across, height / down));
    }

    /// <summary>A candidate with its box in fractions of the picture.</summary>
    internal Candidate Place(Candidate seen) => seen with { Box = seen.Box.Seen(Filled).Within(Part).Clipped() };

    private static float[] Padding(Size size, NetworkInput input)
    {
        var values = new float[3 * size.Width * size.Height];
        for (var i = 0; i < values.Length; i++)
        {
            var channel = input.Layout == Layout.Nchw ? i / (size.Width * size.Height) : i % 3;
            values[i] = Normalised(input.Pad, channel, input);
        }

        return values;
    }

    private static int At(int x, int y, int channel, Size size, Layout layout) => layout == Layout.Nchw
        ? (((channel * size.Height) + y) * size.Width) + x
        : (((y * size.Width) + x) * 3) + channel;

    private static float Normalised(byte pixel, int channel, NetworkInput input) =>
        ((pixel * input.Scale) - input.Mean[channel]) / input.Deviation[channel];

    private static (int Width, int Height) Within(Rgb picture, Box part, Size size)
    {
        var (width, height) = (part.Width * picture.Width, part.Height * picture.Height);
        var scale = Math.Min(size.Width / width, size.Height / height);
        return (
            Math.Clamp((int)Math.Round(width * scale), 1, size.Width),
            Math.Clamp((int)Math.Round(height * scale), 1, size.Height));
    }
}
