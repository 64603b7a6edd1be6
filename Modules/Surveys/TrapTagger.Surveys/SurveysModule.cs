using Carter;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using TrapTagger.Accounts;
using TrapTagger.Platform;
using TrapTagger.Platform.Coordination;
using TrapTagger.Platform.Html;
using TrapTagger.Platform.Identity;
using TrapTagger.Platform.Jobs;

namespace TrapTagger.Surveys;

/// <summary>Surveys and the files people bring: the door. Everything else here is internal.</summary>
public sealed class SurveysModule : ICarterModule
{
    public void AddRoutes(IEndpointRouteBuilder app)
    {
        var surveys = app.MapGroup("/surveys").ValidateAntiforgery();

        surveys.MapGet("/", ListSurveys.Show).Needing(Need.Member);
        app.MapGet("/surveys.csv", DownloadSurveys.Show).Needing(Need.Member)
            .TakesTokens(Tokens.ReadSurveys, survey: null).LimitDownloads();

        var creating = surveys.MapGroup("").Needing(Need.Organisation(Right.Create));

        creating.MapPost("/", CreateSurvey.Submit).WithMetadata(new TakesLongForms());
        creating.MapGet("/new", CreateSurvey.Show);
        creating.MapPost("/new/preview", PreviewSites.Submit).WithMetadata(new TakesLongForms());

        var seeing = surveys.MapGroup("/{id:long}").Needing(Need.Owned(Right.See));

        seeing.MapGet("/", ShowSurvey.Show);
        seeing.MapGet("/live", ShowSurvey.Follow);
        seeing.MapGet("/sample", ShowSample.Show);
        seeing.MapGet("/files", ListFiles.Show);
        seeing.MapGet("/files.csv", DownloadFiles.Show).TakesTokens(Tokens.ReadSurveys, "id").LimitDownloads();
        seeing.MapGet("/sites", ListSites.Show);

        var changing = surveys.MapGroup("/{id:long}").Needing(Need.Owned(Right.Change));

        changing.MapPost("/retry", RetryJobs.Submit);
        changing.MapGet("/edit", EditSurvey.Show);
        changing.MapPost("/edit", EditSurvey.Submit);
        changing.MapPost("/sites/{site:long}/position", PlaceSite.Submit);
        changing.MapPost("/upload/drop-missing", DropMissing.Submit);

        var deleting = surveys.MapGroup("/{id:long}").Needing(Need.Owned(Right.Delete));

        deleting.MapGet("/delete", DeleteSurvey.Show);
        deleting.MapPost("/delete", DeleteSurvey.Submit);

        var uploading = changing.MapGroup("/upload").TakesTokens(Tokens.UploadFiles, "id");

        uploading.MapPost("/announce", AnnounceFiles.Submit);
        uploading.MapPost("/plan", PlanUpload.Submit);
        uploading.MapPost("/arrived", ReportArrivals.Submit);
        uploading.MapPost("/finish", FinishUpload.Submit);
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
        .AddScoped<IHandle<OrganisationDeleted>, RemoveSurveys>()
        .AddJob<RemoveSurveyJob, RemoveSurvey>(Queues.Cpu)
        .AddSingleton(new RailItem("Surveys", "/surveys", "surveys", 10))
        .AddSingleton(new TabItem("survey", "Overview", "", 10))
        .AddSingleton(new TabItem("survey", "Files", "files", 20))
        .AddSingleton(new TabItem("survey", "Sites", "sites", 30));
}
