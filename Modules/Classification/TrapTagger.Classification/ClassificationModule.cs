using Carter;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using TrapTagger.Accounts;
using TrapTagger.Platform;
using TrapTagger.Platform.Jobs;
using TrapTagger.Surveys;

namespace TrapTagger.Classification;

/// <summary>
/// What machines see: models, runs, boxes. The models themselves run in the Worker, behind IDetector.
/// </summary>
public sealed class ClassificationModule : ICarterModule
{
    public void AddRoutes(IEndpointRouteBuilder app)
    {
    }
}

public static class ClassificationServices
{
    public static IServiceCollection AddClassification(this IServiceCollection services) => services
        .AddMigrations<ClassificationModule>("Classification")
        .AddSingleton<ISurveyStage, DetectStage>()
        .AddScoped<IHandle<SurveyChecked>, DetectWhenChecked>()
        .AddJob<PlanDetectionJob, PlanDetection>(Queues.Cpu)
        .AddJob<DetectFramesJob, DetectFrames>(Queues.Gpu)
        .AddScoped<IHandle<OrganisationDeleted>, RemoveAllDetections>()
        .AddScoped<IHandle<SurveyRemoved>, RemoveAllDetections>()
        .AddJob<RemoveDetectionsJob, RemoveDetections>(Queues.Cpu);

    /// <summary>What running those jobs takes; a worker brings the <see cref="IDetector"/> itself.</summary>
    public static IServiceCollection AddDetection(this IServiceCollection services) =>
        services.AddSingleton<RunModels>();
}
