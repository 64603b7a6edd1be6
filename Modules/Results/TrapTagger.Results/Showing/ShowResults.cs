using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using TrapTagger.Platform.Html;

namespace TrapTagger.Results;

/// <summary>A survey's results on one page: what was seen, when and where.</summary>
internal static class ShowResults
{
    internal static async Task<Results<RazorComponentResult, NotFound>> Show(
        [AsParameters] ResultsChoice choice, ResultsDesk desk, CancellationToken ct)
    {
        if (await desk.FindAsync(choice, ct) is not { } chosen)
        {
            return TypedResults.NotFound();
        }
        if (chosen.Set is not { Clusters: > 0 } set)
        {
            return Render.View<NoResultsPage, NoResultsModel>(new(chosen.Survey, chosen.Name, chosen.Frames));
        }
        return await desk.CountAsync(chosen, set, choice.OneLabel) is { } results
            ? Render.View<ResultsPage, ResultsModel>(
                new(results.Head, results.Figures, results.Labels, results.Hours, results.Sites, results.Cross))
            : TypedResults.NotFound();
    }
}

public sealed record ResultsModel(
    ResultsHeadModel Head,
    FiguresModel Figures,
    LabelsModel Labels,
    HoursModel Hours,
    SitesModel Sites,
    CrossModel Cross);

/// <summary>A survey that has no clusters yet.</summary>
public sealed record NoResultsModel(long Survey, string Name, long Frames)
{
    public string Path => $"/surveys/{Survey}";
}
