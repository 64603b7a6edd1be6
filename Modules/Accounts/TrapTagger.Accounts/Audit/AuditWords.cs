using System.Text.Json;

namespace TrapTagger.Accounts;

/// <summary>Entries as people read them.</summary>
internal static class AuditWords
{
    /// <summary>Those that would read badly.</summary>
    private static readonly Dictionary<string, string> Better = new()
    {
        ["acting.did"] = "Did something in their place",
        ["e-mail.change-asked"] = "Another e-mail address asked for",
        ["e-mail.changed"] = "E-mail address changed",
        ["session.ended"] = "One browser signed out",
        ["sign-in.closed"] = "Signing in has to wait after failures",
    };

    /// <summary>"member.removed" is "Member removed".</summary>
    internal static string Verb(string verb) => verb.Length == 0
        ? ""
        : Better.GetValueOrDefault(verb)
            ?? $"{char.ToUpperInvariant(verb[0])}{verb[1..].Replace('.', ' ').Replace('-', ' ')}";

    /// <summary>Nobody was signed in: a visitor, who comes from some network, or the product itself.</summary>
    internal static string Who(AuditRowModel row) =>
        row.Person ?? (row.PersonId is { } id ? $"person {id}" : row.Network is null ? "TrapTagger" : "a visitor");

    internal static string About(AuditRowModel row) =>
        row.Subject ?? (row.SubjectKind is { } kind ? $"{kind} {row.SubjectId}".TrimEnd() : "");

    /// <summary>{"from":"read","to":"write"} is "from read, to write".</summary>
    internal static string Details(string? json)
    {
        if (json is null)
        {
            return "";
        }
        using var document = JsonDocument.Parse(json);
        return string.Join(", ", document.RootElement.EnumerateObject().Select(field => $"{field.Name} {field.Value}"));
    }
}
