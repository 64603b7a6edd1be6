namespace TrapTagger.Platform.Imaging;

/// <summary>A decoded picture, upright, in sRGB.</summary>
/// <param name="Pixels">Red, green, blue of each pixel, row by row from the top left: 3 * Width * Height bytes.</param>
public sealed record Rgb(byte[] Pixels, int Width, int Height);
