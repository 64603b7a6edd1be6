using Microsoft.Extensions.Configuration;
using TrapTagger.AppHost;

namespace Aspire.Hosting;

/// <summary>What Program.cs adds to the application, each word meaning what it means in Aspire.</summary>
internal static class DistributedApplicationBuilderExtensions
{
    internal static IResourceBuilder<ProjectResource> AddProject<TProject>(
        this IDistributedApplicationBuilder builder, string name)
        where TProject : IProjectMetadata, new() =>
        builder.AddResource(new ProjectResource(name, new TProject().ProjectPath));

    internal static IResourceBuilder<ExecutableResource> AddExecutable(
        this IDistributedApplicationBuilder builder,
        string name, string command, string workingDirectory, params string[] args) =>
        builder.AddResource(new ExecutableResource(
            name, command, Path.Combine(workingDirectory, args.Single()), Kept(builder)));

    internal static IResourceBuilder<MySqlServerResource> AddMySql(
        this IDistributedApplicationBuilder builder, string name) =>
        builder.AddResource(new MySqlServerResource(name, Password(name, mayBeSpecial: true), Kept(builder)));

    internal static IResourceBuilder<MySqlDatabaseResource> AddDatabase(
        this IResourceBuilder<MySqlServerResource> server, string name)
    {
        server.Resource.Databases.Add(name);
        return server.ApplicationBuilder.AddResource(new MySqlDatabaseResource(name, server.Resource));
    }

    internal static IResourceBuilder<RedisResource> AddRedis(
        this IDistributedApplicationBuilder builder, string name) =>
        builder.AddResource(new RedisResource(name, Password(name, mayBeSpecial: false), Kept(builder)));

    internal static IResourceBuilder<ParameterResource> AddParameter(
        this IDistributedApplicationBuilder builder, string name, string value, bool publishValueAsDefault = false) =>
        builder.AddResource(new ParameterResource(name) { Value = value, PublishesValue = publishValueAsDefault });

    /// <summary>One that whoever deploys is asked for.</summary>
    internal static IResourceBuilder<ParameterResource> AddParameter(
        this IDistributedApplicationBuilder builder, string name, bool secret = false) =>
        builder.AddResource(new ParameterResource(name) { IsSecret = secret });

    /// <summary>One that configuration holds as <c>ConnectionStrings:{name}</c>.</summary>
    internal static IResourceBuilder<IResourceWithConnectionString> AddConnectionString(
        this IDistributedApplicationBuilder builder, string name) =>
        builder.AddResource(new ConfiguredConnectionString(name, builder.Configuration));

    private static Kept Kept(IDistributedApplicationBuilder builder) =>
        new(builder.Configuration["TrapTagger:DataFolder"]!);

    /// <summary>Aspire makes them of the same length, and keeps what a URL can't hold out of that of Redis.</summary>
    private static ParameterResource Password(string name, bool mayBeSpecial) => new($"{name}-password")
    {
        IsSecret = true, IsGenerated = true, MayBeSpecial = mayBeSpecial, IsUriEncoded = true,
    };
}

internal sealed class ConfiguredConnectionString(string name, IConfiguration configuration)
    : IResourceWithConnectionString
{
    public string Name => name;

    public string ConnectionString => configuration.GetConnectionString(name)
        ?? throw new InvalidOperationException($"The configuration has no ConnectionStrings:{name}.");
}
