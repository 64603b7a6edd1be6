using Carter;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using TrapTagger.Platform;
using TrapTagger.Platform.Html;
using TrapTagger.Platform.Jobs;

namespace TrapTagger.Surveys;

/// <summary>Surveys and the files people bring: the door. Everything else here is internal.</summary>
public sealed class SurveysModule : ICarterModule
{
    public void AddRoutes(IEndpointRouteBuilder app)
    {
        var surveys = app.MapGroup("/surveys").RequireAuthorization().ValidateAntiforgery();

        surveys.MapGet("/", ListSurveys.Show);
        surveys.MapPost("/", CreateSurvey.Submit);
        surveys.MapGet("/new", CreateSurvey.Show);
        surveys.MapPost("/new/preview", PreviewSites.Submit);

        surveys.MapGet("/{id:long}", ShowSurvey.Show);
        surveys.MapGet("/{id:long}/live", ShowSurvey.Follow);
        surveys.MapGet("/{id:long}/sample", ShowSample.Show);
        surveys.MapPost("/{id:long}/retry", RetryJobs.Submit);
        surveys.MapGet("/{id:long}/edit", EditSurvey.Show);
        surveys.MapPost("/{id:long}/edit", EditSurvey.Submit);
        surveys.MapGet("/{id:long}/files", ListFiles.Show);
        surveys.MapGet("/{id:long}/sites", ListSites.Show);
        surveys.MapPost("/{id:long}/sites/{site:long}/position", PlaceSite.Submit);

        surveys.MapPost("/{id:long}/upload/announce", AnnounceFiles.Submit);
        surveys.MapPost("/{id:long}/upload/plan", PlanUpload.Submit);
        surveys.MapPost("/{id:long}/upload/arrived", ReportArrivals.Submit);
        surveys.MapPost("/{id:long}/upload/finish", FinishUpload.Submit);
        surveys.MapPost("/{id:long}/upload/drop-missing", DropMissing.Submit);
    }
}

public static class SurveysServices
{
    public static IServiceCollection AddSurveys(this IServiceCollection services) => services
        .AddMigrations<SurveysModule>("Surveys")
        .AddSingleton<SurveySettling>()
        .AddSingleton<SurveysDesk>()
        .AddScoped<SurveyHeads>()
        .AddScoped<FilesDesk>()
        .AddSingleton<IngestQueue>()
        .AddSingleton<ReadFile>()
        .AddSingleton<Places>()
        .AddSingleton<WriteFrames>()
        .AddJob<IngestFilesJob, IngestFiles>(Queues.Cpu)
        .AddSingleton(new RailItem("Surveys", "/surveys", "surveys", 10))
        .AddSingleton(new TabItem("survey", "Overview", "", 10))
        .AddSingleton(new TabItem("survey", "Files", "files", 20))
        .AddSingleton(new TabItem("survey", "Sites", "sites", 30));
}
