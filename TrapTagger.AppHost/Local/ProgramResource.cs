using System.Diagnostics;
using System.Runtime.InteropServices;
using TrapTagger.AppHost.Local;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Something that is started, and how.</summary>
internal abstract class ProgramResource(string name) : IResource
{
    public string Name => name;

    internal Dictionary<string, Setting> Environment { get; } = [];

    internal List<ProgramResource> WaitsFor { get; } = [];

    /// <summary>The loopback port to answer on; null takes a free one at each start.</summary>
    internal int? Port { get; set; }

    /// <summary>The path that answers 200 once the program is ready.</summary>
    internal string? HealthPath { get; set; }

    /// <summary>Whether this is where people go.</summary>
    internal bool IsExternal { get; set; }

    /// <summary>How many processes of it run.</summary>
    internal int Replicas { get; set; } = 1;

    /// <summary>Whether the application is done when this is.</summary>
    internal virtual bool Ends => false;

    /// <summary>Whether another process runs it, on which this one relies.</summary>
    internal virtual bool IsOthers => false;

    internal abstract ProcessStartInfo Command(Uri address);

    /// <summary>Returns once the program is ready for work.</summary>
    internal virtual Task BecomesHealthyAsync(Uri address, CancellationToken ct) => HealthPath is { } path
        ? HealthProbe.WaitAsync(new Uri(address, path), ct)
        : Task.CompletedTask;

    /// <summary>Whether an operator should see a line of its log.</summary>
    internal virtual bool IsWorthSaying(string line) => true;
}

/// <summary>A program of the solution.</summary>
internal sealed class ProjectResource(string name, string projectPath) : ProgramResource(name)
{
    internal string ProjectPath => projectPath;

    internal List<string> Args { get; } = [];

    /// <summary>One that is told what to do does it and ends.</summary>
    internal override bool Ends => Args is not [];

    internal override ProcessStartInfo Command(Uri address) => new(DotNet(), [Program(), .. Args])
    {
        WorkingDirectory = Path.GetDirectoryName(projectPath),
        Environment =
        {
            ["ASPNETCORE_URLS"] = address.ToString(),
            ["OTEL_SERVICE_NAME"] = Name,
            ["TRAPTAGGER_STOP_AT_END_OF_INPUT"] = "true",
        },
    };

    /// <summary>The one that runs this program too, from <c>dotnet/shared/Microsoft.NETCore.App/10.0.1</c>.</summary>
    private static string DotNet() => Path.GetFullPath(Path.Combine(
        RuntimeEnvironment.GetRuntimeDirectory(),
        "../../..",
        OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet"));

    /// <summary>Built beside this program, in the same configuration: <c>artifacts/bin/Project/debug</c>.</summary>
    private string Program()
    {
        var project = Path.GetFileNameWithoutExtension(projectPath);
        var configuration = Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory));
        return Path.GetFullPath(
            Path.Combine(AppContext.BaseDirectory, "../..", project, configuration, project + ".dll"));
    }
}
