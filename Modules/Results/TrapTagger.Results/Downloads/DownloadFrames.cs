using CsvHelper;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using TrapTagger.Platform.Data;
using TrapTagger.Platform.Downloads;

namespace TrapTagger.Results;

/// <summary>
/// Every frame of a survey as one line of a CSV file, by site, time and file. The sites are asked one after the other:
/// within one the index has the frames in order, so no database sorts millions of rows, and at any moment only the
/// decisions of one site are in memory.
/// </summary>
internal static class DownloadFrames
{
    private static readonly string[] Columns =
    [
        "Site Name", "Camera", "Latitude", "Longitude", "Timestamp", "Species", "Sighting Count", "File", "Cluster",
        "Annotator",
    ];

    internal static async Task<Results<PushStreamHttpResult, NotFound>> Show(
        [AsParameters] ResultsChoice choice, ResultsDesk desk, Db db, CancellationToken ct) =>
        await desk.FindAsync(choice, ct) is { Set: { } set } chosen
            ? CsvFile.Of(DownloadName.Of(chosen.Name, "frames.csv"), csv => WriteAsync(csv, chosen, set.Id, db, ct))
            : TypedResults.NotFound();

    private static async Task WriteAsync(CsvWriter csv, ChosenSet chosen, long set, Db db, CancellationToken ct)
    {
        csv.WriteHeader(Columns);
        await using var session = await db.OpenAsync(ct);
        foreach (var place in await SitePlace.ListAsync(session, chosen))
        {
            var site = new { Site = place.Id, Set = set, chosen.Organisation };
            var decided = await DecidedCluster.OfSiteAsync(session, site);
            await foreach (var frame in session.StreamAsync<FrameLine>(FrameLine.OfSite, site).WithCancellation(ct))
            {
                frame.Write(csv, place, decided.GetValueOrDefault(frame.ClusterId ?? 0));
                await csv.EndRecordAsync(ct);
            }
        }
    }
}
