using Microsoft.Extensions.Configuration;

namespace Aspire.Hosting
{
    /// <summary>A project of the solution that can be started.</summary>
    internal interface IProjectMetadata
    {
        string ProjectPath { get; }
    }

    /// <summary>What the application consists of, before it is started.</summary>
    internal interface IDistributedApplicationBuilder
    {
        ConfigurationManager Configuration { get; }

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
    }

    internal interface IResourceBuilder<out T>
        where T : IResource
    {
        T Resource { get; }
    }

    /// <summary>A program of the solution and how it is to be run.</summary>
    internal sealed class ProjectResource(string name, string projectPath) : IResource
    {
        public string Name => name;

        internal string ProjectPath => projectPath;

        internal Dictionary<string, string?> Environment { get; } = [];

        /// <summary>The loopback port to answer on; null takes a free one at each start.</summary>
        internal int? Port { get; set; }

        /// <summary>The path that answers 200 once the program is ready.</summary>
        internal string? HealthPath { get; set; }

        /// <summary>Whether this is where people go.</summary>
        internal bool IsExternal { get; set; }

        internal List<ProjectResource> WaitsFor { get; } = [];
    }
}
