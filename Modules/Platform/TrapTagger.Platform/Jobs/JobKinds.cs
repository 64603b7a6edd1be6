using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;

namespace TrapTagger.Platform.Jobs;

/// <summary>What the modules registered: each argument type with the job that understands it.</summary>
internal sealed record JobKind(
    string Name, Type Argument, string Queue, Func<IServiceProvider, string, CancellationToken, Task> Run)
{
    internal static JobKind Of<TJob, TArgument>(string queue) where TJob : IJob<TArgument> => new(
        JsonNamingPolicy.KebabCaseLower.ConvertName(typeof(TArgument).Name),
        typeof(TArgument),
        queue,
        (services, argument, ct) => ActivatorUtilities.GetServiceOrCreateInstance<TJob>(services)
            .RunAsync(JsonSerializer.Deserialize<TArgument>(argument)!, ct));
}

internal sealed class JobKinds(IEnumerable<JobKind> kinds)
{
    private readonly Dictionary<string, JobKind> _byName = kinds.ToDictionary(k => k.Name);
    private readonly Dictionary<Type, JobKind> _byArgument = kinds.ToDictionary(k => k.Argument);

    internal JobKind this[string name] => _byName[name];

    internal JobKind Of<TArgument>() => _byArgument[typeof(TArgument)];
}
