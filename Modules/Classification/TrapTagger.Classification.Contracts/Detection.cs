namespace TrapTagger.Classification;

/// <summary>A model as results name it: which file made them, and what its scores mean.</summary>
/// <param name="Source">Where the file comes from.</param>
/// <param name="Sha256">Of the file, 64 hexadecimal digits; empty for a model that is code.</param>
/// <param name="Threshold">The score from which a box of this model counts.</param>
public sealed record ModelCard(
    string Name, string Version, string Licence, string Source, string Sha256, double Threshold);

/// <summary>One box in one frame.</summary>
/// <param name="Score">0 to 1; comparable between boxes of one model only.</param>
public sealed record Detection(Category Category, double Score, Box Box, ModelCard Model)
{
    /// <summary>Whether the box is believed; the others are kept for whoever lowers the threshold.</summary>
    public bool Counts => Score >= Model.Threshold;
}

/// <summary>What the detector found in a frame.</summary>
/// <param name="Failure">Why the frame could not be looked at, a sentence for its owner; null when it could.</param>
public sealed record LookedAt(IReadOnlyList<Detection> Detections, string? Failure = null);
