using System.Data.Common;
using System.Globalization;
using System.Security.Cryptography;
using Dapper;
using Microsoft.Data.Sqlite;
using MySqlConnector;

namespace TrapTagger.AppHost.Tests.Saving;

/// <summary>Everything a site holds, read past the product: each table's rows, each object's hash.</summary>
internal static class SiteContent
{
    private const string ListOfServer = """
        SELECT table_name FROM information_schema.tables
        WHERE table_schema = database() AND table_type = 'BASE TABLE'
        """;

    private const string ListOfFile =
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'";

    /// <summary>A line for every row but for the schema's history, running workers and Quartz's own.</summary>
    internal static async Task<IReadOnlyList<string>> Rows(string connectionString)
    {
        var isServer = connectionString.StartsWith("Server", StringComparison.Ordinal);
        await using DbConnection connection = isServer
            ? new MySqlConnection(connectionString) : new SqliteConnection(connectionString + ";Pooling=false");
        await connection.OpenAsync();
        var lines = new List<string>();
        foreach (var table in await connection.QueryAsync<string>(isServer ? ListOfServer : ListOfFile))
        {
            if (table is not ("migration" or "migration_step" or "worker")
                && !table.StartsWith("QRTZ_", StringComparison.OrdinalIgnoreCase))
            {
                await using var reader = await connection.ExecuteReaderAsync($"SELECT * FROM {table}");
                while (await reader.ReadAsync())
                {
                    lines.Add($"{table}: " + string.Join('|', Enumerable.Range(0, reader.FieldCount)
                        .OrderBy(reader.GetName).Select(i => $"{reader.GetName(i)}={Text(reader.GetValue(i))}")));
                }
            }
        }
        return [.. lines.Order(StringComparer.Ordinal)];
    }

    internal static IReadOnlyList<string> Files(string folder) =>
    [
        .. (Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories) : [])
            .Select(f => (Path: Path.GetRelativePath(folder, f), Hash: SHA256.HashData(File.ReadAllBytes(f))))
            .Select(f => $"{f.Path} {Convert.ToHexString(f.Hash)}")
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>How many rows each table has.</summary>
    internal static IReadOnlyDictionary<string, int> Counts(IEnumerable<string> rows) =>
        rows.CountBy(row => row.Split(':')[0]).ToDictionary();

    private static string? Text(object value) => value switch
    {
        DBNull => "nothing",
        DateTime time => time.ToString("yyyy-MM-dd HH:mm:ss.ffffff", CultureInfo.InvariantCulture),
        bool yes => yes ? "1" : "0",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture),
    };
}
