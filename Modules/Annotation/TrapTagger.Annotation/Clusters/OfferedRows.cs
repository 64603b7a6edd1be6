using TrapTagger.Platform.Storage;

namespace TrapTagger.Annotation;

internal sealed class OfferedCluster
{
    public long Id { get; init; }
    public long SiteId { get; init; }
    public string Site { get; init; } = "";
    public DateTime? FirstAt { get; init; }
    public bool IsEmpty { get; init; }
    public int Skips { get; init; }
    public long BestFrameId { get; init; }
    public long? DecisionId { get; init; }

    internal ClusterCard Card(IReadOnlyList<FrameCard> frames, StandingDecision? decision) => new(
        Id, SiteId, Site, FirstAt, IsEmpty, Skips, BestFrameId, frames,
        Suggestion.Of([.. frames.SelectMany(f => f.Boxes)]), decision);
}

internal sealed class OfferedFrame
{
    public long ClusterId { get; init; }
    public long Id { get; init; }
    public string Camera { get; init; } = "";
    public DateTime? TakenAt { get; init; }
    public int Width { get; init; }
    public int Height { get; init; }
    public string ScreenKey { get; init; } = "";
    public string ThumbnailKey { get; init; } = "";

    internal FrameCard Card(IObjectStore objects, TimeSpan viewing, IReadOnlyList<BoxCard> boxes) => new(
        Id, Camera, TakenAt, Width, Height,
        objects.SignGet(ScreenKey, viewing), objects.SignGet(ThumbnailKey, viewing), boxes);
}

internal sealed class OfferedBox
{
    public long FrameId { get; init; }
    public int Category { get; init; }
    public double Score { get; init; }
    public double BoxLeft { get; init; }
    public double BoxTop { get; init; }
    public double BoxWidth { get; init; }
    public double BoxHeight { get; init; }
    public string Model { get; init; } = "";
    public bool Counts { get; init; }

    internal BoxCard Card => new(BoxLeft, BoxTop, BoxWidth, BoxHeight, Category, Score, Counts, Model);
}
