using TrapTagger.Platform.Storage;

namespace TrapTagger.Surveys;

/// <summary>A frame to look at.</summary>
/// <param name="Path">What it is called, for those who don't see it.</param>
/// <param name="Thumbnail">A signed URL.</param>
public sealed record PictureModel(string Path, string Thumbnail);

/// <summary>Where a frame's small rendition lies, as a statement finds it.</summary>
internal sealed record Thumbnail
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);

    public string Path { get; init; } = "";

    public string Renditions { get; init; } = "";

    internal PictureModel Picture(IObjectStore objects) => new(Path, Sign(objects, Renditions, Path));

    internal static string Sign(IObjectStore objects, string renditions, string path) =>
        objects.SignGet($"{renditions}/{path}.thumb.jpg", Lifetime);
}
