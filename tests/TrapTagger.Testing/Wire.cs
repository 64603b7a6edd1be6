using System.Net;

namespace TrapTagger.Testing;

/// <summary>The annotation page's JSON as a browser sees it, spelled out apart from the site's own types.</summary>
public static class Wire
{
    /// <summary>Of the two, the body where it was taken and the refusal where it was not.</summary>
    public sealed record Answer<T>(HttpStatusCode Status, T? Body, Refused? Refused);

    public sealed record Refused(string? Detail, Standing? Decision, bool MayReplace);

    /// <summary>What the page sends for a decision.</summary>
    public sealed record Decided
    {
        public Guid Key { get; init; } = Guid.NewGuid();
        public long Cluster { get; init; }
        public string Kind { get; init; } = "label";
        public IReadOnlyList<long> Labels { get; init; } = [];
        public string? Note { get; init; }
        public long? Replaces { get; init; }
    }

    public sealed record Leased(
        IReadOnlyList<Cluster> Clusters, bool Elsewhere, IReadOnlyList<Label> Labels, Progress Progress)
    {
        public IReadOnlyList<long> Ids => [.. Clusters.Select(c => c.Id)];
    }

    public sealed record Kept(IReadOnlyList<long> Held, bool Elsewhere, IReadOnlyList<Label> Labels, Progress Progress);

    public sealed record Undone(Cluster Cluster, Progress Progress);

    public sealed record Progress(long Clusters, long Decided, long WithOthers);

    public sealed record Label(long Id, string Name, string Key, string Kind, int Hue, long Clusters);

    public sealed record Cluster(
        long Id, string Site, bool IsEmpty, int Skips, long BestFrame, IReadOnlyList<Frame> Frames, string? Suggested,
        Standing? Decision);

    public sealed record Frame(
        long Id, string Camera, DateTime? TakenAt, int Width, int Height, string Screen, string Thumbnail,
        IReadOnlyList<Box> Boxes);

    public sealed record Box(
        double Left, double Top, double Width, double Height, int Category, double Score, bool Counts, string Model);

    public sealed record Standing(long Id, string Person, string? Note, IReadOnlyList<string> Labels);

    public sealed record Past(long Id, Guid Key, long Cluster, string Kind, string Site, IReadOnlyList<string> Labels);
}
