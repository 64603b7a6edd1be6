using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using TrapTagger.Platform.Downloads;

namespace TrapTagger.Results;

/// <summary>The numbers of one panel as a file: never cut, however long the panel would be.</summary>
internal static class DownloadTable
{
    internal static async Task<Results<PushStreamHttpResult, NotFound>> Show(
        string table, [AsParameters] ResultsChoice choice, ResultsDesk desk, CancellationToken ct) =>
        await desk.CountAsync(choice, ct) is { } results
        && await FindAsync(table, results, choice.User.Organisation, desk, ct) is { } found
            ? CsvFile.Of(DownloadName.Of(results.Head.Name, $"{table}.csv"), found)
            : TypedResults.NotFound();

    private static async Task<CsvTable?> FindAsync(
        string table, SetResults results, long organisation, ResultsDesk desk, CancellationToken ct) => table switch
        {
            "labels" => Labels(results.Labels),
            "hours" => Hours(results.Hours),
            "sites" => Sites(results.Sites),
            "cameras" => Cameras(await desk.CountCamerasAsync(results, organisation)),
            "labels-by-site" => Crossed(results.Cross),
            _ => null,
        };

    internal static CsvTable Labels(LabelsModel labels) => new(
        ["Label", "Clusters", "Frames", "Sightings"],
        [
            .. labels.Labels.Select(l => Row(l.Name, l.Clusters, l.Frames, l.Sightings)),
            Row("Not labelled yet", labels.OpenClusters, labels.OpenFrames, 0L),
        ]);

    internal static CsvTable Hours(HoursModel hours) => new(
        ["Label", "Hour", "Clusters", "Sightings"],
        [
            .. hours.Hours.Select(h => Row(hours.Head.Counted, h.Hour, h.Clusters, h.Sightings)),
            Row(hours.Head.Counted, "No time", hours.UntimedClusters, null),
        ]);

    internal static CsvTable Sites(SitesModel sites) => new(
        ["Site", "Latitude", "Longitude", "Cameras", "First Frame", "Last Frame", "Frames", "Clusters",
            "Clusters Not Labelled", "Label", "Sightings"],
        sites.Sites.Select(s => Row(
            s.Name, s.Latitude, s.Longitude, s.Cameras, s.FirstAt, s.LastAt, s.Frames, s.Clusters, s.OpenClusters,
            sites.Head.Counted, s.Sightings)));

    internal static CsvTable Cameras(CamerasModel cameras) => new(
        ["Site", "Camera", "First Frame", "Last Frame", "All Frames", "Label", "Clusters", "Frames"],
        cameras.Cameras.Select(c => Row(
            c.Site, c.Name, c.FirstAt, c.LastAt, c.Frames, cameras.Head.Counted, c.LabelClusters, c.LabelFrames)));

    /// <summary>A line a pair, not a column a site: that is what R, pandas and pivot tables want.</summary>
    internal static CsvTable Crossed(CrossModel cross) => new(
        ["Label", "Site", "Sightings"],
        from label in cross.Labels
        from site in cross.AllSites
        select Row(label.Name, site.Name, cross.At(label, site)));

    private static object?[] Row(params object?[] cells) => cells;
}
