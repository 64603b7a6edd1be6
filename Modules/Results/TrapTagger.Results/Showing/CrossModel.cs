namespace TrapTagger.Results;

/// <summary>Sightings of each label at each site.</summary>
/// <param name="AllSites">With the sightings of all labels.</param>
public sealed record CrossModel(
    ResultsHeadModel Head, IReadOnlyList<LabelModel> Labels, IReadOnlyList<SiteModel> AllSites,
    IReadOnlyDictionary<(long Label, long Site), long> Sightings)
{
    /// <summary>More columns than this are not read but scrolled past; the download has them all.</summary>
    internal const int MostSites = 30;

    private const int Tints = 5;

    /// <summary>Those with the most sightings, by name.</summary>
    public IReadOnlyList<SiteModel> Sites { get; } = AllSites.Count <= MostSites
        ? AllSites
        : [.. AllSites
            .OrderByDescending(s => s.Sightings)
            .Take(MostSites)
            .OrderBy(s => s.Name, StringComparer.Ordinal)];

    public long At(LabelModel label, SiteModel site) => Sightings.GetValueOrDefault((label.Id, site.Id));

    /// <summary>
    /// How strong a cell's tint is: 0 for none, to 5 for the table's largest. By the square root, because a few cells
    /// are much larger than all the others.
    /// </summary>
    public int Tint(long sightings) => sightings == 0
        ? 0
        : Math.Max(1, (int)Math.Ceiling(Tints * Math.Sqrt((double)sightings / Sightings.Values.Max())));
}
