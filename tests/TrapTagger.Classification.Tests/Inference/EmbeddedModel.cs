using TrapTagger.Classification.Inference;

namespace TrapTagger.Classification.Tests.Inference;

/// <summary>The model that the build puts beside every program, loaded once for all tests.</summary>
internal static class EmbeddedModel
{
    private static readonly Lazy<Network> Loaded = new(() => Network.Load(Folder));

    internal static string Folder => Path.Combine(AppContext.BaseDirectory, "models", "centernet-coco");

    internal static Network Network => Loaded.Value;

    internal static ModelManifest Manifest => Network.Manifest;
}
