using Microsoft.Extensions.Configuration;

namespace Aspire.Hosting
{
    /// <summary>A project of the solution that can be started.</summary>
    internal interface IProjectMetadata
    {
        string ProjectPath { get; }
    }

    /// <summary>Whether the application is to be run or to be written down.</summary>
    internal sealed class DistributedApplicationExecutionContext(bool publishes)
    {
        internal bool IsPublishMode => publishes;
    }

    /// <summary>What the application consists of, before it is started.</summary>
    internal interface IDistributedApplicationBuilder
    {
        ConfigurationManager Configuration { get; }

        DistributedApplicationExecutionContext ExecutionContext { get; }

        string AppHostDirectory { get; }

        IResourceBuilder<T> AddResource<T>(T resource)
            where T : IResource;

        DistributedApplication Build();
    }
}

namespace Aspire.Hosting.ApplicationModel
{
    internal interface IResource
    {
        string Name { get; }
    }

    /// <summary>Something that others reach by a connection string.</summary>
    internal interface IResourceWithConnectionString : IResource
    {
        string ConnectionString { get; }

        /// <summary>What a manifest tells programs beside the connection string: the parts of it.</summary>
        IEnumerable<(string Name, string InManifest)> ConnectionProperties => [];
    }

    internal interface IResourceBuilder<out T>
        where T : IResource
    {
        IDistributedApplicationBuilder ApplicationBuilder { get; }

        T Resource { get; }
    }

    /// <summary>A value of a variable.</summary>
    /// <param name="AtRun">Asked for when a program starts; null where it is for a manifest alone.</param>
    /// <param name="InManifest">The value, or an expression for it.</param>
    internal sealed record Setting(Func<string?>? AtRun, string? InManifest);

    /// <summary>A value that an operator may give, or that is made for them.</summary>
    internal sealed class ParameterResource(string name) : IResource
    {
        public string Name => name;

        internal string? Value { get; init; }

        internal bool PublishesValue { get; init; }

        internal bool IsSecret { get; init; }

        /// <summary>Whether a deployment makes a value; false for one that is asked for.</summary>
        internal bool IsGenerated { get; init; }

        /// <summary>Whether a generated one may hold more than letters and digits.</summary>
        internal bool MayBeSpecial { get; init; }

        /// <summary>Whether programs use it inside a URL.</summary>
        internal bool IsUriEncoded { get; init; }
    }
}
