using System.Text.RegularExpressions;

namespace TrapTagger.AppHost.Local;

/// <summary>The programs that a server's script says it needs: <c># needs PROGRAM from PACKAGE</c>.</summary>
internal static partial class Needs
{
    /// <summary>What this machine lacks, in a sentence that says how to get it; null when nothing.</summary>
    /// <param name="folders">Where programs are looked for.</param>
    internal static string? Reject(IEnumerable<ServerResource> servers, IReadOnlyCollection<string> folders)
    {
        var scripts = servers.Where(server => !server.IsOthers).Select(server => server.Script).ToList();
        if (scripts is not [] && !OperatingSystem.IsLinux())
        {
            return "Servers are started on Linux alone: elsewhere run them yourself, and name them with "
                + "--infrastructure external.";
        }

        var missing = scripts.SelectMany(script => Line().Matches(File.ReadAllText(script)))
            .Where(need => !folders.Any(folder => File.Exists(Path.Combine(folder, need.Groups[1].Value))))
            .ToList();
        return missing is []
            ? null
            : $"This machine lacks {string.Join(", ", missing.Select(need => need.Groups[1].Value))}: get it with "
                + $"apt install --no-install-recommends {string.Join(' ', missing.Select(n => n.Groups[2].Value))}";
    }

    [GeneratedRegex("^# needs ([a-z-]+) from ([a-z-]+)$", RegexOptions.Multiline)]
    private static partial Regex Line();
}
