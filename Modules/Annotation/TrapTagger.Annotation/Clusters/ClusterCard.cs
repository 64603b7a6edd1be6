using System.Text.Json.Serialization;

namespace TrapTagger.Annotation;

/// <summary>A cluster with everything that a page needs to show it.</summary>
/// <param name="BestFrame">The frame to show first.</param>
/// <param name="Frames">In the order of the strip.</param>
/// <param name="Suggested">A label that the boxes alone suggest, or null.</param>
/// <param name="Decision">What holds now, where somebody decided it before.</param>
internal sealed record ClusterCard(
    long Id, [property: JsonIgnore] long SiteId, string Site, [property: JsonIgnore] DateTime? FirstAt, bool IsEmpty,
    int Skips, long BestFrame, IReadOnlyList<FrameCard> Frames, string? Suggested, StandingDecision? Decision);

/// <param name="TakenAt">What the camera's clock showed, in no zone; null where the file does not say.</param>
/// <param name="Width">Of the upright frame, in pixels.</param>
/// <param name="Screen">A signed URL of the JPEG with a long side of 1600.</param>
/// <param name="Thumbnail">A signed URL of the JPEG with a long side of 400.</param>
internal sealed record FrameCard(
    long Id, string Camera, DateTime? TakenAt, int Width, int Height, string Screen, string Thumbnail,
    IReadOnlyList<BoxCard> Boxes);

/// <summary>What a model saw: fractions of the upright frame, from its top left.</summary>
/// <param name="Category">1 animal, 2 person, 3 vehicle.</param>
/// <param name="Counts">False where the score is below the run's threshold.</param>
internal sealed record BoxCard(
    double Left, double Top, double Width, double Height, int Category, double Score, bool Counts, string Model);
