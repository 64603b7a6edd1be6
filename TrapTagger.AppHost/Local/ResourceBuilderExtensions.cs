namespace Aspire.Hosting;

/// <summary>What Program.cs says of a resource, each word meaning what it means in Aspire.</summary>
internal static class ResourceBuilderExtensions
{
    internal static IResourceBuilder<ProjectResource> WithReference(
        this IResourceBuilder<ProjectResource> builder, IResourceBuilder<IResourceWithConnectionString> source)
    {
        var (environment, resource) = (builder.Resource.Environment, source.Resource);
        environment[$"ConnectionStrings__{resource.Name}"] =
            new(() => resource.ConnectionString, $"{{{resource.Name}.connectionString}}");
        foreach (var (name, value) in resource.ConnectionProperties)
        {
            environment[$"{resource.Name.ToUpperInvariant()}_{name}"] = new(null, value);
        }

        return builder;
    }

    internal static IResourceBuilder<T> WithEnvironment<T>(this IResourceBuilder<T> builder, string name, string? value)
        where T : ProgramResource
    {
        builder.Resource.Environment[name] = new(() => value, value);
        return builder;
    }

    internal static IResourceBuilder<T> WithEnvironment<T>(
        this IResourceBuilder<T> builder, string name, IResourceBuilder<ParameterResource> parameter)
        where T : ProgramResource
    {
        builder.Resource.Environment[name] =
            new(() => parameter.Resource.Value, $"{{{parameter.Resource.Name}.value}}");
        return builder;
    }

    internal static IResourceBuilder<ProjectResource> WithArgs(
        this IResourceBuilder<ProjectResource> builder, params string[] args)
    {
        builder.Resource.Args.AddRange(args);
        return builder;
    }

    /// <param name="isProxied">Nothing here is: every program answers on the port itself.</param>
    internal static IResourceBuilder<T> WithHttpEndpoint<T>(
        this IResourceBuilder<T> builder, int? port = null, bool? isProxied = null)
        where T : ProgramResource
    {
        builder.Resource.Port = port;
        return builder;
    }

    internal static IResourceBuilder<T> WithHttpHealthCheck<T>(this IResourceBuilder<T> builder, string path)
        where T : ProgramResource
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

    internal static IResourceBuilder<ProjectResource> WithReplicas(
        this IResourceBuilder<ProjectResource> builder, int replicas)
    {
        builder.Resource.Replicas = replicas;
        return builder;
    }

    internal static IResourceBuilder<MySqlServerResource> WithDataVolume(
        this IResourceBuilder<MySqlServerResource> builder, string name)
    {
        builder.Resource.Volume = name;
        return builder;
    }

    /// <summary>What configuration names runs elsewhere: nobody waits for that.</summary>
    internal static IResourceBuilder<ProjectResource> WaitFor(
        this IResourceBuilder<ProjectResource> builder, IResourceBuilder<IResource> dependency)
    {
        switch (dependency.Resource)
        {
            case ProgramResource program:
                builder.Resource.WaitsFor.Add(program);
                break;
            case MySqlDatabaseResource database:
                builder.Resource.WaitsFor.Add(database.Server);
                break;
        }

        return builder;
    }
}
