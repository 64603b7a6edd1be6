using Carter;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using TrapTagger.Platform.Coordination;
using TrapTagger.Platform.Html;
using TrapTagger.Platform.Identity;

namespace TrapTagger.Results;

/// <summary>
/// What a survey found: counts, plots, a map and downloads. It reads other modules' views and writes nothing.
/// </summary>
public sealed class ResultsModule : ICarterModule
{
    public void AddRoutes(IEndpointRouteBuilder app)
    {
        var people = app.MapGroup("").ValidateAntiforgery();

        people.MapGet("/results", ListResults.Show).Needing(Need.Member);

        var results = people.MapGroup("/surveys/{survey:long}/results").Needing(Need.Owned(Right.See, "survey"));

        results.MapGet("/", ShowResults.Show);
        results.MapGet("/cameras", ShowCameras.Show);
        results.MapGet("/frames.csv", DownloadFrames.Show).TakesTokens(Tokens.ReadResults).LimitDownloads();
        results.MapGet("/{table}.csv", DownloadTable.Show).TakesTokens(Tokens.ReadResults).LimitDownloads();
        results.MapGet("/{plot}.svg", DownloadPlot.Show);
    }
}

public static class ResultsServices
{
    public static IServiceCollection AddResults(this IServiceCollection services) => services
        .AddMemoryCache()
        .AddSingleton<KeptCounts>()
        .AddSingleton<ResultsDesk>()
        .AddSingleton(new RailItem("Results", "/results", "results", 30))
        .AddSingleton(new TabItem("survey", "Results", "results", 40));
}
