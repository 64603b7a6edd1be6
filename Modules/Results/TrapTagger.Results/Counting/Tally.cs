using TrapTagger.Platform.Identity;

namespace TrapTagger.Results;

/// <summary>All that was counted in one annotation set, and the numbers that pages and downloads make of it.</summary>
/// <param name="Sites">All of the survey's, by name.</param>
internal sealed record Tally(
    DateTimeOffset CountedAt, IReadOnlyList<SiteModel> Sites, IReadOnlyList<LabelCell> Cells)
{
    /// <summary>Labels that hold somewhere: those with sightings first, each group the most frequent first.</summary>
    internal IReadOnlyList<LabelModel> Labels { get; } =
    [
        .. Cells.GroupBy(c => c.LabelId)
            .Select(g => new LabelModel(
                g.Key, g.First().Name, g.First().Kind, g.First().Hue,
                g.Sum(c => c.Clusters), g.Sum(c => c.Frames), g.Sum(c => c.Sightings)))
            .OrderByDescending(l => l.HasSightings).ThenByDescending(l => l.Sightings)
            .ThenByDescending(l => l.Clusters).ThenBy(l => l.Name, StringComparer.OrdinalIgnoreCase),
    ];

    /// <summary>With places as somebody may see them; what is kept for everybody has them as measured.</summary>
    internal Tally SeenBy(CurrentUser reader) => reader.Decimals is null ? this : this with
    {
        Sites = [.. Sites.Select(s => s with
        {
            Latitude = reader.Shown(s.Latitude), Longitude = reader.Shown(s.Longitude),
        })],
    };

    internal long Clusters => Sites.Sum(s => s.Clusters);

    internal long OpenClusters => Sites.Sum(s => s.OpenClusters);

    internal long LabelledClusters => Clusters - OpenClusters;

    /// <summary>Clusters with more than one label: sums over labels hold them more than once.</summary>
    internal bool HasTwiceLabelled => Cells.Any(c => !c.IsFirst);

    /// <summary>The sites with the sightings of a label; null stands for every label that has any.</summary>
    internal IReadOnlyList<SiteModel> SitesOf(long? label)
    {
        var sightings = Of(label).GroupBy(c => c.SiteId).ToDictionary(g => g.Key, g => g.Sum(c => c.Sightings));
        return [.. Sites.Select(s => s with { Sightings = sightings.GetValueOrDefault(s.Id) })];
    }

    /// <summary>The 24 hours of the day.</summary>
    internal IReadOnlyList<HourModel> HoursOf(long? label)
    {
        var hours = Of(label).ToLookup(c => c.Hour);
        return [.. Enumerable.Range(0, 24).Select(
            h => new HourModel(h, hours[h].Sum(c => c.Clusters), hours[h].Sum(c => c.Sightings)))];
    }

    /// <summary>What the hours leave out: clusters whose frames carry no time.</summary>
    internal HoursLeftOut UntimedOf(long? label) => new(
        Of(label).Where(c => c.Hour is null).Sum(c => c.Clusters),
        Of(label).Where(c => c.Hour is null).Sum(c => c.Frames));

    /// <summary>Sightings by label and site; a pair that is not there has none.</summary>
    internal IReadOnlyDictionary<(long Label, long Site), long> Crossed() => Cells
        .GroupBy(c => (c.LabelId, c.SiteId))
        .ToDictionary(g => g.Key, g => g.Sum(c => c.Sightings));

    private IEnumerable<LabelCell> Of(long? label) => Cells.Where(
        c => label is null ? c.IsFirst && LabelKinds.HasSightings(c.Kind) : c.LabelId == label);
}

internal readonly record struct HoursLeftOut(long Clusters, long Frames);

/// <param name="Hour">0 to 23.</param>
/// <param name="Clusters">Those that begin in it.</param>
public sealed record HourModel(int Hour, long Clusters, long Sightings);

/// <param name="Hue">One of the interface's twelve label hues.</param>
public sealed record LabelModel(
    long Id, string Name, string Kind, int Hue, long Clusters, long Frames, long Sightings)
{
    public bool HasSightings => LabelKinds.HasSightings(Kind);
}
