using System.Data.Common;
using System.Globalization;
using System.Net;

namespace TrapTagger.AppHost;

/// <summary>
/// What the operator chose: by argument, else by the variables TRAPTAGGER_DATA and TRAPTAGGER_PORT, else the folder
/// <c>data</c> of the repository and port 5210.
/// </summary>
internal sealed class Choices
{
    private const string Known = "the arguments are --data FOLDER and --port NUMBER";

    private readonly string? _misread;

    private Choices(string? data, string? port, string? misread, string defaultData)
    {
        DataFolder = Path.GetFullPath(string.IsNullOrEmpty(data) ? defaultData : data);
        Port = string.IsNullOrEmpty(port) ? 5210
            : int.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
            : 0;
        _misread = misread;
    }

    /// <summary>Absolute; may not exist yet.</summary>
    internal string DataFolder { get; }

    internal int Port { get; }

    internal string Database => ConnectionString("Data Source", "traptagger.db");

    /// <summary>The pages' own addresses: a bucket serves these and no other site.</summary>
    internal string Origins => string.Create(
        CultureInfo.InvariantCulture, $"http://localhost:{Port};http://127.0.0.1:{Port}");

    internal string Objects => ConnectionString("Folder", "objects");

    internal static Choices Read(string[] args, string appHostDirectory)
    {
        var chosen = new Dictionary<string, string?>
        {
            ["--data"] = Environment.GetEnvironmentVariable("TRAPTAGGER_DATA"),
            ["--port"] = Environment.GetEnvironmentVariable("TRAPTAGGER_PORT"),
        };
        var misread = Read(args, chosen);

        return new Choices(chosen["--data"], chosen["--port"], misread, Path.Combine(appHostDirectory, "..", "data"));
    }

    /// <summary>Why the choices make no sense, in a sentence that says which do; null when they do.</summary>
    internal string? Reject() => _misread ?? Port switch
    {
        < 1 or > IPEndPoint.MaxPort => "A port is a number from 1 to 65535: choose one with --port 5210.",
        _ => null,
    };

    private static string? Read(string[] args, Dictionary<string, string?> chosen)
    {
        for (var i = 0; i < args.Length; i++)
        {
            var parts = args[i].Split('=', 2);
            if (!chosen.ContainsKey(parts[0]))
            {
                return $"Unknown argument {args[i]}: {Known}.";
            }

            chosen[parts[0]] = parts.Length == 2 ? parts[1] : args.ElementAtOrDefault(++i);
            if (string.IsNullOrEmpty(chosen[parts[0]]))
            {
                return $"{parts[0]} needs a value: {Known}.";
            }
        }

        return null;
    }

    /// <summary>Quoted where the path needs it.</summary>
    private string ConnectionString(string key, string file) =>
        new DbConnectionStringBuilder { [key] = Path.Combine(DataFolder, file) }.ConnectionString;
}
