using Microsoft.Extensions.Configuration;

namespace Aspire.Hosting;

/// <summary>The words that Program.cs says, each meaning what it means in Aspire.</summary>
internal static class ResourceBuilderExtensions
{
    internal static IResourceBuilder<ProjectResource> AddProject<TProject>(
        this IDistributedApplicationBuilder builder, string name)
        where TProject : IProjectMetadata, new() =>
        builder.AddResource(new ProjectResource(name, new TProject().ProjectPath));

    /// <summary>One that configuration holds as <c>ConnectionStrings:{name}</c>.</summary>
    internal static IResourceBuilder<IResourceWithConnectionString> AddConnectionString(
        this IDistributedApplicationBuilder builder, string name) =>
        builder.AddResource(new ConfiguredConnectionString(name, builder.Configuration));

    internal static IResourceBuilder<ProjectResource> WithReference(
        this IResourceBuilder<ProjectResource> builder, IResourceBuilder<IResourceWithConnectionString> source) =>
        builder.WithEnvironment($"ConnectionStrings__{source.Resource.Name}", source.Resource.ConnectionString);

    internal static IResourceBuilder<ProjectResource> WithEnvironment(
        this IResourceBuilder<ProjectResource> builder, string name, string? value)
    {
        builder.Resource.Environment[name] = value;
        return builder;
    }

    internal static IResourceBuilder<ProjectResource> WithHttpEndpoint(
        this IResourceBuilder<ProjectResource> builder, int? port = null)
    {
        builder.Resource.Port = port;
        return builder;
    }

    internal static IResourceBuilder<ProjectResource> WithHttpHealthCheck(
        this IResourceBuilder<ProjectResource> builder, string path)
    {
        builder.Resource.HealthPath = path;
        return builder;
    }

    internal static IResourceBuilder<ProjectResource> WithExternalHttpEndpoints(
        this IResourceBuilder<ProjectResource> builder)
    {
        builder.Resource.IsExternal = true;
        return builder;
    }

    internal static IResourceBuilder<ProjectResource> WaitFor(
        this IResourceBuilder<ProjectResource> builder, IResourceBuilder<ProjectResource> dependency)
    {
        builder.Resource.WaitsFor.Add(dependency.Resource);
        return builder;
    }

    private sealed class ConfiguredConnectionString(string name, IConfiguration configuration)
        : IResourceWithConnectionString
    {
        public string Name => name;

        public string ConnectionString => configuration.GetConnectionString(name)
            ?? throw new InvalidOperationException($"The configuration has no ConnectionStrings:{name}.");
    }
}
