using Microsoft.Extensions.Configuration;
using TrapTagger.AppHost.Local;

namespace Aspire.Hosting;

/// <summary>
/// The part of Aspire's app model that Program.cs uses, run by a process runner on this machine. Names, parameters and
/// meaning are Aspire's, so that Aspire itself takes its place under <c>CardPackages</c>.
/// </summary>
internal sealed class DistributedApplication(IReadOnlyList<ProjectResource> projects)
{
    /// <param name="args">Aspire's own arguments, of which the stand-in knows none.</param>
    internal static IDistributedApplicationBuilder CreateBuilder(string[] args) => new Builder();

    /// <summary>Runs until Ctrl+C; the process's exit code is 0 when everything stopped as asked, else 1.</summary>
    internal async Task RunAsync()
    {
        using var signals = new StopSignals();
        var runner = new ProcessRunner(projects, new Terminal(projects.Select(project => project.Name)));
        Environment.ExitCode = await runner.RunAsync(signals.Stop, signals.Kill) ? 0 : 1;
    }

    private sealed class Builder : IDistributedApplicationBuilder
    {
        private readonly List<IResource> _resources = [];

        internal Builder() => Configuration.AddEnvironmentVariables();

        public ConfigurationManager Configuration { get; } = new();

        public string AppHostDirectory => AppHostProject.Directory;

        public IResourceBuilder<T> AddResource<T>(T resource)
            where T : IResource
        {
            _resources.Add(resource);
            return new ResourceBuilder<T>(resource);
        }

        public DistributedApplication Build() => new([.. _resources.OfType<ProjectResource>()]);
    }

    private sealed class ResourceBuilder<T>(T resource) : IResourceBuilder<T>
        where T : IResource
    {
        public T Resource => resource;
    }
}
