using System.Data.Common;
using System.Globalization;
using System.Net;
using Microsoft.Extensions.Configuration;

namespace TrapTagger.AppHost;

/// <summary>Where database, objects and coordination come from.</summary>
internal enum Infrastructure
{
    Embedded,
    Local,
    External,
}

/// <summary>Something to do once instead of running the site.</summary>
/// <param name="Folder">Absolute.</param>
internal sealed record Errand(string Verb, string Folder);

/// <summary>
/// What the operator chose: by argument, else by a variable (TRAPTAGGER_DATA for --data), else as it is by default.
/// </summary>
internal sealed class Choices
{
    private const string Known = "the arguments are --data FOLDER, --port NUMBER, "
        + "--infrastructure embedded|local|external, --workers NUMBER, backup FOLDER, restore FOLDER "
        + "and --publisher manifest --output-path FILE";

    private const int MostWorkers = 64;

    private static readonly string[] Needed = ["traptagger", "redis", "objects"];

    private readonly Dictionary<string, string> _given;
    private readonly string? _misread;

    private Choices(Dictionary<string, string> given, string? misread, string defaultData, bool publishes)
    {
        (_given, _misread) = (given, misread);
        DataFolder = Path.GetFullPath(given.GetValueOrDefault("--data", defaultData));
        Port = Number("--port", 5210);
        Workers = Number("--workers", 1);
        Infrastructure = given.GetValueOrDefault("--infrastructure") switch
        {
            "external" => Infrastructure.External,
            // A file on somebody's laptop is nothing to publish.
            "local" => Infrastructure.Local,
            _ => publishes ? Infrastructure.Local : Infrastructure.Embedded,
        };
        Errand = given.Keys.FirstOrDefault(key => key is "backup" or "restore") is { } verb
            ? new Errand(verb, Path.GetFullPath(given[verb]))
            : null;
    }

    /// <summary>Absolute; may not exist yet.</summary>
    internal string DataFolder { get; }

    internal int Port { get; }

    /// <summary>How many processes do the long work.</summary>
    internal int Workers { get; }

    internal Infrastructure Infrastructure { get; }

    internal Errand? Errand { get; }

    internal string Database => ConnectionString("Data Source", "traptagger.db");

    internal string Objects => ConnectionString("Folder", "objects");

    /// <summary>The pages' own addresses: a bucket serves these and no other site.</summary>
    internal string Origins => string.Create(
        CultureInfo.InvariantCulture, $"http://localhost:{Port};http://127.0.0.1:{Port}");

    internal static Choices Read(string[] args, string appHostDirectory, bool publishes)
    {
        var given = new Dictionary<string, string>();
        foreach (var name in (string[])["data", "port", "infrastructure", "workers"])
        {
            var value = Environment.GetEnvironmentVariable($"TRAPTAGGER_{name.ToUpperInvariant()}");
            if (!string.IsNullOrEmpty(value))
            {
                given[$"--{name}"] = value;
            }
        }

        var misread = Read(args, given);
        return new Choices(given, misread, Path.Combine(appHostDirectory, "..", "data"), publishes);
    }

    /// <summary>Why the choices make no sense, in a sentence that says which do; null when they do.</summary>
    internal string? Reject(IConfiguration configuration) => _misread ?? this switch
    {
        { Port: < 1 or > IPEndPoint.MaxPort } => "A port is a number from 1 to 65535: choose one with --port 5210.",
        { Workers: < 1 or > MostWorkers } => $"Workers are a number from 1 to {MostWorkers}: choose with --workers 2.",
        { Infrastructure: Infrastructure.Embedded, Workers: > 1 } when !IsServer(configuration) =>
            "Several workers need a database server: choose --infrastructure local, or --workers 1.",
        _ when _given.GetValueOrDefault("--infrastructure", "local") is not ("embedded" or "local" or "external") =>
            "The infrastructure is one of embedded, local and external: choose with --infrastructure local.",
        _ when _given.GetValueOrDefault("--publisher", "manifest") != "manifest" =>
            "What can be published is a manifest: --publisher manifest --output-path FILE.",
        _ when _given.ContainsKey("--publisher") != _given.ContainsKey("--output-path") =>
            "A manifest needs both: --publisher manifest --output-path FILE.",
        _ when _given.ContainsKey("backup") && _given.ContainsKey("restore") =>
            "Backup or restore: one at a time.",
        { Infrastructure: Infrastructure.External } when !_given.ContainsKey("--publisher") => Missing(configuration),
        _ => null,
    };

    /// <summary>Whether somebody named a server where otherwise a file would do.</summary>
    private static bool IsServer(IConfiguration configuration) =>
        configuration.GetConnectionString("traptagger") is { Length: > 0 } named
        && named.Contains("Server", StringComparison.OrdinalIgnoreCase);

    private static string? Missing(IConfiguration configuration) =>
        Needed.Where(name => string.IsNullOrEmpty(configuration.GetConnectionString(name)))
            .Select(name => $"ConnectionStrings__{name}").ToList() is not [] and var missing
            ? $"External infrastructure is named by variables, and {string.Join(", ", missing)} "
                + (missing.Count == 1 ? "is not set." : "are not set.")
            : null;

    private static string? Read(string[] args, Dictionary<string, string> given)
    {
        for (var i = 0; i < args.Length; i++)
        {
            var parts = args[i].Split('=', 2);
            if (parts[0] is not ("--data" or "--port" or "--infrastructure" or "--workers" or "backup" or "restore"
                or "--publisher" or "--output-path"))
            {
                return $"Unknown argument {args[i]}: {Known}.";
            }

            var value = parts.Length == 2 ? parts[1] : args.ElementAtOrDefault(++i);
            if (string.IsNullOrEmpty(value))
            {
                return $"{parts[0]} needs a value: {Known}.";
            }

            given[parts[0]] = value;
        }

        return null;
    }

    /// <summary>0 for what is no number, which is out of every range.</summary>
    private int Number(string name, int otherwise) => !_given.TryGetValue(name, out var text) ? otherwise
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
        : 0;

    /// <summary>Quoted where the path needs it.</summary>
    private string ConnectionString(string key, string file) =>
        new DbConnectionStringBuilder { [key] = Path.Combine(DataFolder, file) }.ConnectionString;
}
