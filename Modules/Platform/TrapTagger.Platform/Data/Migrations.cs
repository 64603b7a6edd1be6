using System.Data.Common;
using System.Reflection;
using Dapper;
using Microsoft.Extensions.Logging;

namespace TrapTagger.Platform.Data;

/// <summary>The scripts a module brings: its assembly's embedded `migrations/NNNN_verb_noun.sql`.</summary>
public sealed record MigrationSource(string Module, Assembly Assembly)
{
    internal IEnumerable<(string Name, string Sql)> Scripts => Assembly.GetManifestResourceNames()
        .Where(name => name.StartsWith("migrations/", StringComparison.Ordinal))
        .Order(StringComparer.Ordinal)
        .Select(name => (Path.GetFileNameWithoutExtension(name), Text(name)));

    private string Text(string name)
    {
        using var reader = new StreamReader(Assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}

/// <summary>
/// Brings the schema up to date when a process starts. Two processes starting together take turns; every script is
/// applied once, in order, and one that fails names itself and leaves the schema as it was.
/// </summary>
public sealed class Migrations(
    DbDataSource source, Dialect dialect, IEnumerable<MigrationSource> modules, ILogger<Migrations> log)
{
    private const string CreateHistory = """
        CREATE TABLE IF NOT EXISTS migration (
            module varchar(40) NOT NULL,
            name varchar(100) NOT NULL,
            PRIMARY KEY (module, name))
        """;

    private const string Applied = "SELECT concat(module, '/', name) FROM migration";
    private const string Remember = "INSERT INTO migration (module, name) VALUES (@module, @name)";

    public async Task ApplyAsync(CancellationToken ct)
    {
        await using var connection = await source.OpenConnectionAsync(ct);
        var applied = await dialect.ExclusivelyAsync(connection, async transaction =>
        {
            await connection.ExecuteAsync(new(CreateHistory, transaction: transaction, cancellationToken: ct));
            var known = (await connection.QueryAsync<string>(
                new(Applied, transaction: transaction, cancellationToken: ct))).ToHashSet();
            var missing = modules
                .SelectMany(m => m.Scripts.Select(s => (m.Module, s.Name, s.Sql)))
                .Where(s => !known.Contains($"{s.Module}/{s.Name}"))
                .ToList();
            foreach (var (module, name, sql) in missing)
            {
                try
                {
                    await connection.ExecuteAsync(new(sql, transaction: transaction, cancellationToken: ct));
                }
                catch (DbException e)
                {
                    throw new InvalidOperationException($"Migration {module}/{name} failed: {e.Message}", e);
                }
                await connection.ExecuteAsync(
                    new(Remember, new { module, name }, transaction, cancellationToken: ct));
            }
            return missing.Count;
        }, ct);

        if (applied > 0)
        {
            log.LogInformation("Database brought up to date: {Count} migrations applied", applied);
        }
    }
}
