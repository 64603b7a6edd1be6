using Microsoft.Extensions.DependencyInjection;

namespace TrapTagger.Classification.Inference;

/// <summary>Which model looks at frames.</summary>
public sealed record InferenceSettings
{
    /// <summary>The name of the model that comes with the product.</summary>
    public const string Embedded = "centernet-coco";

    /// <summary>Where an operator puts models, a folder each; the embedded one needs none.</summary>
    public string? ModelsFolder { get; init; }

    /// <summary>The name of the model's folder.</summary>
    public string Model { get; init; } = Embedded;
}

public static class InferenceServices
{
    /// <summary>Adds <see cref="IDetector"/>. The model is read when the detector is first asked for.</summary>
    /// <exception cref="UnusableModelException">Then: the model is missing or not what its manifest says.</exception>
    public static IServiceCollection AddInference(this IServiceCollection services, InferenceSettings settings) =>
        services.AddSingleton(_ => Network.Load(Folder(settings))).AddSingleton<IDetector, Detector>();

    /// <summary>The operator's folder goes before the one beside the program.</summary>
    private static string Folder(InferenceSettings settings)
    {
        var embedded = Path.Combine(AppContext.BaseDirectory, "models", settings.Model);
        var own = Path.Combine(settings.ModelsFolder ?? "", settings.Model);
        return settings.ModelsFolder is not null && Directory.Exists(own) ? own : embedded;
    }
}
