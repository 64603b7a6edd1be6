using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using TrapTagger.Platform.Downloads;
using TrapTagger.Platform.Html;

namespace TrapTagger.Results;

/// <summary>A panel's plot as an SVG file: the same drawing as on the page.</summary>
internal static class DownloadPlot
{
    internal static async Task<Results<RazorComponentResult, NotFound>> Show(
        string plot, [AsParameters] ResultsChoice choice, ResultsDesk desk, HttpResponse response, CancellationToken ct)
    {
        if (await desk.CountAsync(choice, ct) is not { } results
            || await FindAsync(plot, results, choice.User.Organisation, desk, ct) is not { } drawing)
        {
            return TypedResults.NotFound();
        }
        var file = new ContentDispositionHeaderValue("attachment");
        file.SetHttpFileName(DownloadName.Of(results.Head.Name, $"{plot}.svg"));
        response.Headers.ContentDisposition = file.ToString();
        drawing.ContentType = "image/svg+xml; charset=utf-8";
        return drawing;
    }

    private static async Task<RazorComponentResult?> FindAsync(
        string plot, SetResults results, long organisation, ResultsDesk desk, CancellationToken ct) => plot switch
        {
            "labels" => Bars(results.Labels.Plot),
            "sites" => Bars(results.Sites.Plot),
            "cameras" => Bars((await desk.CountCamerasAsync(results, organisation)).Plot),
            "hours" => Render.View<HourPlot, HoursModel>(results.Hours),
            _ => null,
        };

    private static RazorComponentResult Bars(BarPlotModel plot) => Render.View<BarPlot, BarPlotModel>(plot);
}
