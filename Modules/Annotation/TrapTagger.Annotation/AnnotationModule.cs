using Carter;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using TrapTagger.Accounts;
using TrapTagger.Classification;
using TrapTagger.Platform;
using TrapTagger.Platform.Html;
using TrapTagger.Platform.Identity;
using TrapTagger.Platform.Jobs;
using TrapTagger.Surveys;

namespace TrapTagger.Annotation;

/// <summary>Labelling: annotation sets, clusters, who works on which, what was decided.</summary>
public sealed class AnnotationModule : ICarterModule
{
    private const string FindSurvey = "SELECT survey_id FROM annotation_set WHERE id = @id";

    public void AddRoutes(IEndpointRouteBuilder app)
    {
        var people = app.MapGroup("").ValidateAntiforgery();

        people.MapGet("/surveys/{survey:long}/annotate", ListSurveySets.Show)
            .Needing(Need.Owned(Right.See, "survey"));
        people.MapGet("/annotate", ListSets.Show).Needing(Need.Member);

        var set = people.MapGroup("/annotate/{set:long}").Needing(Need.Owned(Right.Label, "set", FindSurvey));

        set.MapGet("/", ShowAnnotatePage.Show);
        set.MapPost("/leases", LeaseClusters.Submit);
        set.MapPut("/leases/{batch}", KeepLeases.Submit);
        set.MapDelete("/leases/{batch}", ReleaseLeases.Submit);
        set.MapPost("/decisions", Decide.Submit);
        set.MapPost("/undos", Undo.Submit);
        set.MapGet("/history", ListHistory.Show);
        set.MapPost("/labels", CreateLabel.Submit);
        set.MapGet("/progress", ShowProgress.Show);
    }
}

public static class AnnotationServices
{
    public static IServiceCollection AddAnnotation(this IServiceCollection services) => services
        .AddMigrations<AnnotationModule>("Annotation")
        .AddSingleton<AnnotationDesk>()
        .AddSingleton<AnnotationSets>()
        .AddSingleton<ISurveyStage, ClusterStage>()
        .AddSingleton<ISurveyStage, LabelStage>()
        .AddSingleton(new RailItem("Label", "/annotate", "label", 20))
        .AddSingleton(new TabItem("survey", "Annotation", "annotate", 35))
        .AddScoped<IHandle<SurveyDetected>, ClusterWhenDetected>()
        .AddJob<ClusterSurveyJob, ClusterSurvey>(Queues.Cpu)
        .AddJob<ClusterSiteJob, ClusterSite>(Queues.Cpu)
        .AddScoped<IHandle<OrganisationDeleted>, RemoveAnnotationSets>()
        .AddScoped<IHandle<SurveyDeleted>, RemoveAnnotationSets>()
        .AddScoped<IHandle<SurveyRemoved>, RemoveAnnotationSets>()
        .AddJob<RemoveAnnotationSetJob, RemoveAnnotationSet>(Queues.Cpu);
}
