namespace TrapTagger.Classification;

/// <summary>Finds animals, people and vehicles in photographs.</summary>
public interface IDetector
{
    /// <summary>Every model that detections may name.</summary>
    IReadOnlyList<ModelCard> Models { get; }

    /// <summary>Looks at a burst's frames together: what moves between them is found by its motion too.</summary>
    /// <param name="burst">Encoded pictures of one camera in order of time, each at most 10 s after the one before; a
    /// long side of up to 1600 pixels is used. One frame alone is a burst too.</param>
    /// <returns>An answer a frame, in the same order; a frame that can't be read says why.</returns>
    Task<IReadOnlyList<LookedAt>> DetectAsync(IReadOnlyList<ReadOnlyMemory<byte>> burst, CancellationToken ct);
}
