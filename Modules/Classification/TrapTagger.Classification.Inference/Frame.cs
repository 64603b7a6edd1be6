using TrapTagger.Platform.Imaging;

namespace TrapTagger.Classification.Inference;

/// <summary>A frame's pixels, and the small grey copy that motion is read from.</summary>
internal sealed record Frame(Rgb Picture, Plane Grey)
{
    private const int Side = 1600;

    /// <exception cref="UnreadablePictureException">The message says why the file can't be read.</exception>
    internal static Frame Read(ReadOnlyMemory<byte> encoded)
    {
        var picture = TrapTagger.Platform.Imaging.Picture.DecodeWithin(encoded, Side);
        return new(picture, Luma.Of(picture, BurstMotion.PlaneSide));
    }
}
