using Microsoft.Extensions.Configuration;
using TrapTagger.AppHost.Local;

namespace Aspire.Hosting;

/// <summary>
/// The part of Aspire's app model that Program.cs uses, run by a process runner on this machine. Names, parameters and
/// meaning are Aspire's, so that Aspire itself takes its place under <c>CardPackages</c>.
/// </summary>
internal sealed class DistributedApplication(IReadOnlyList<IResource> resources, string? manifest)
{
    /// <param name="args">Those that are Aspire's own: where a manifest is to be written.</param>
    internal static IDistributedApplicationBuilder CreateBuilder(string[] args) => new Builder(args);

    /// <summary>
    /// Runs until Ctrl+C, or until what is done once is done; or writes the manifest. The process's exit code is 0 when
    /// everything went as asked, else 1.
    /// </summary>
    internal async Task RunAsync()
    {
        if (manifest is not null)
        {
            Manifest.Write(resources, manifest);
            return;
        }

        if (Needs.Reject(resources.OfType<ServerResource>(), ServerResource.Path.Split(':')) is { } reason)
        {
            await Console.Error.WriteLineAsync(reason);
            Environment.ExitCode = 1;
            return;
        }

        using var signals = new StopSignals();
        var runner = new ProcessRunner([.. resources.OfType<ProgramResource>()]);
        Environment.ExitCode = await runner.RunAsync(signals.Stop, signals.Kill) ? 0 : 1;
    }

    private sealed class Builder : IDistributedApplicationBuilder
    {
        private readonly List<IResource> _resources = [];
        private readonly string? _manifest;

        internal Builder(string[] args)
        {
            Configuration.AddEnvironmentVariables();
            _manifest = Given(args, "--publisher") == "manifest" ? Given(args, "--output-path") : null;
        }

        public ConfigurationManager Configuration { get; } = new();

        public DistributedApplicationExecutionContext ExecutionContext => new(_manifest is not null);

        public string AppHostDirectory => AppHostProject.Directory;

        public IResourceBuilder<T> AddResource<T>(T resource)
            where T : IResource
        {
            _resources.Add(resource);
            return new ResourceBuilder<T>(this, resource);
        }

        public DistributedApplication Build() => new(_resources, _manifest);

        /// <summary>Of <c>--name value</c> or <c>--name=value</c>.</summary>
        private static string? Given(string[] args, string name) =>
            args.SkipWhile(arg => arg != name).ElementAtOrDefault(1)
            ?? args.FirstOrDefault(arg => arg.StartsWith($"{name}=", StringComparison.Ordinal))?[(name.Length + 1)..];
    }

    private sealed class ResourceBuilder<T>(Builder builder, T resource) : IResourceBuilder<T>
        where T : IResource
    {
        public IDistributedApplicationBuilder ApplicationBuilder => builder;

        public T Resource => resource;
    }
}
