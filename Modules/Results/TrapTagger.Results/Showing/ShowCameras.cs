using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using TrapTagger.Platform.Html;

namespace TrapTagger.Results;

/// <summary>
/// What each camera took: a page of its own, which the results page takes its panel from once somebody scrolls there,
/// because every frame has to be looked at.
/// </summary>
internal static class ShowCameras
{
    internal static async Task<Results<RazorComponentResult, NotFound>> Show(
        [AsParameters] ResultsChoice choice, ResultsDesk desk, CancellationToken ct) =>
        await desk.CountAsync(choice, ct) is { } results
            ? Render.View<CamerasPage, CamerasModel>(
                await desk.CountCamerasAsync(results, choice.User.Organisation))
            : TypedResults.NotFound();
}

public sealed record CamerasModel(ResultsHeadModel Head, IReadOnlyList<CameraModel> Cameras)
{
    public BarPlotModel Plot => BarPlotModel.Of(
        "cameras-plot",
        $"Clusters by camera, {Head.Counted}",
        Cameras.Select(c => new BarModel($"{c.Site} · {c.Name}", c.LabelClusters)));
}
