using System.Reflection;

namespace TrapTagger.Platform.Data;

/// <summary>The scripts a module brings: its assembly's embedded `migrations/NNNN_verb_noun.sql`.</summary>
public sealed record MigrationSource(string Module, Assembly Assembly)
{
    internal IEnumerable<Migration> Scripts => Assembly.GetManifestResourceNames()
        .Where(name => name.StartsWith("migrations/", StringComparison.Ordinal))
        .Order(StringComparer.Ordinal)
        .Select(name => new Migration(Module, Path.GetFileNameWithoutExtension(name), Text(name)));

    private string Text(string name)
    {
        using var reader = new StreamReader(Assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}

/// <summary>One script.</summary>
internal sealed record Migration(string Module, string Name, string Sql)
{
    /// <summary>Statements end at a semicolon that ends a line.</summary>
    internal IReadOnlyList<string> Statements => [.. Sql.ReplaceLineEndings("\n").Split(";\n")
        .Select(statement => statement.Trim().TrimEnd(';'))
        .Where(statement => statement.Split('\n').Any(IsCode))];

    private static bool IsCode(string line) =>
        line.Trim() is var text && text.Length > 0 && !text.StartsWith("--", StringComparison.Ordinal);
}
