namespace TrapTagger.Classification.Inference;

/// <summary>One of a network's outputs.</summary>
internal sealed record Output(float[] Values, int[] Shape);

/// <summary>Reads the outputs of a family of networks. A new family is a new class and a line in
/// <see cref="Decoders"/>.</summary>
internal interface IDecoder
{
    /// <param name="outputs">By name.</param>
    /// <param name="manifest">Names the classes that matter and the score from which a candidate is kept.</param>
    /// <returns>Boxes in fractions of the network's input, before <see cref="Candidate.Distinct"/>.</returns>
    IEnumerable<Candidate> Decode(IReadOnlyDictionary<string, Output> outputs, ModelManifest manifest);
}

internal static class Decoders
{
    /// <summary>By the name that a manifest asks for.</summary>
    internal static readonly IReadOnlyDictionary<string, IDecoder> Known = new Dictionary<string, IDecoder>
    {
        ["centernet"] = new CenterNetDecoder(),
    };
}
