using TrapTagger.Platform.Data;

namespace TrapTagger.Platform.Backup;

/// <summary>All of the product's tables, of which a backup knows no single one.</summary>
internal static class Tables
{
    private const string Applied = "SELECT concat(module, '/', name) FROM migration ORDER BY module, name";

    internal static Task<IReadOnlyList<string>> MigrationsAsync(DbSession session) =>
        session.QueryAsync<string>(Applied);

    /// <summary>
    /// All but the schema's own history, the workers that run just now, and Quartz's: rows of work that Quartz doesn't
    /// hold are handed to it anew.
    /// </summary>
    internal static async Task<IReadOnlyList<string>> ListAsync(DbSession session) =>
    [
        .. (await session.QueryAsync<string>(session.Dialect.ListTables))
            .Where(table => table is not ("migration" or "migration_step" or "worker")
                && !table.StartsWith("QRTZ_", StringComparison.OrdinalIgnoreCase))
            .Order(StringComparer.Ordinal),
    ];

    internal static async Task<IReadOnlyList<Column>> ColumnsAsync(DbSession session, string table) =>
    [
        .. (await session.QueryAsync<Declared>(session.Dialect.ListColumns, new { table }))
            .Select(column => new Column(column.Name, TypeOf(column.Type))),
    ];

    internal static string Select(string table, IReadOnlyList<Column> columns) =>
        $"SELECT {string.Join(", ", columns.Select(column => column.Name))} FROM {table}";

    internal static async Task<long> CountAsync(DbSession session, string table) =>
        await session.ScalarAsync<long>($"SELECT count(*) FROM {table}");

    /// <summary>The first table that holds a row; null when none does.</summary>
    internal static async Task<string?> FindFilledAsync(DbSession session)
    {
        foreach (var table in await ListAsync(session))
        {
            if (await session.ScalarAsync<int>($"SELECT count(*) FROM (SELECT 1 FROM {table} LIMIT 1) AS one") > 0)
            {
                return table;
            }
        }
        return null;
    }

    private static Type TypeOf(string declared) => declared.ToLowerInvariant().Split('(')[0] switch
    {
        "bigint" => typeof(long),
        "int" or "integer" or "tinyint" or "smallint" or "boolean" => typeof(int),
        "double" => typeof(double),
        "datetime" => typeof(DateTimeOffset),
        "char" or "varchar" or "text" or "mediumtext" or "longtext" => typeof(string),
        _ => throw new NotSupportedException($"A backup has no words for columns of type {declared}."),
    };

    private sealed record Declared
    {
        public string Name { get; init; } = "";
        public string Type { get; init; } = "";
    }
}
