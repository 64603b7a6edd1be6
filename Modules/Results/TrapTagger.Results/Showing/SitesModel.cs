namespace TrapTagger.Results;

/// <summary>Where the chosen label was seen.</summary>
/// <param name="Sites">All of the survey's, by name.</param>
public sealed record SitesModel(ResultsHeadModel Head, IReadOnlyList<SiteModel> Sites)
{
    /// <summary>Longer tables are cut; the download never is.</summary>
    internal const int MostRows = 500;

    public IReadOnlyList<SiteModel> Placed => [.. Sites.Where(s => s.IsPlaced)];

    public IReadOnlyList<SiteModel> Unplaced => [.. Sites.Where(s => !s.IsPlaced)];

    public BarPlotModel Plot => BarPlotModel.Of(
        "sites-plot",
        $"Sightings by site, {Head.Counted}",
        Sites.Select(s => new BarModel(s.Name, s.Sightings)));
}
