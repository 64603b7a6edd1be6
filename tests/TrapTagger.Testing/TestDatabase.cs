using System.Data.Common;
using System.Globalization;
using Dapper;
using Microsoft.Data.Sqlite;
using MySqlConnector;
using TrapTagger.Platform.Data;

namespace TrapTagger.Testing;

/// <summary>
/// The database of one test: a file, or with TRAPTAGGER_TEST_DB=mariadb one of its own on a server that this program
/// starts. The same tests run on both.
/// </summary>
public sealed class TestDatabase : IDisposable
{
    private static int _made;

    private readonly string? _name;
    private bool _isWhole;

    /// <param name="mayHaveTables">Whether it may be one that another test has used and left without a row.</param>
    public TestDatabase(DirectoryInfo folder, bool mayHaveTables = false)
    {
        if (!IsServer)
        {
            var file = Path.Combine(folder.FullName, "traptagger.db");
            ConnectionString = $"Data Source={file}";
            if (mayHaveTables)
            {
                EmptyFile.CopyTo(file);
            }
            return;
        }
        if (mayHaveTables && EmptyDatabases.TryTake(out _name))
        {
            ConnectionString = MariaDbServer.Shared.ConnectionString(_name!);
            return;
        }
        _name = $"site_{Interlocked.Increment(ref _made)}";
        ConnectionString = MariaDbServer.Shared.CreateDatabase(_name);
    }

    /// <summary>Whether the tests run on a server.</summary>
    public static bool IsServer => Environment.GetEnvironmentVariable("TRAPTAGGER_TEST_DB") switch
    {
        null or "" or "sqlite" => false,
        "mariadb" => true,
        var other => throw new InvalidOperationException($"TRAPTAGGER_TEST_DB is sqlite or mariadb, not {other}."),
    };

    public string ConnectionString { get; }

    /// <summary>A connection for scenes, which are written for both: see <see cref="Text"/>.</summary>
    internal static async Task<DbConnection> OpenAsync(string connectionString)
    {
        if (connectionString.StartsWith("Server", StringComparison.Ordinal))
        {
            var server = new MySqlConnection(connectionString + ";Allow User Variables=true;Pooling=false");
            await server.OpenAsync();
            await server.ExecuteAsync("""
                SET SESSION time_zone = '+00:00', max_recursive_iterations = 1000000000,
                    sql_mode = 'STRICT_ALL_TABLES,PIPES_AS_CONCAT,NO_ENGINE_SUBSTITUTION'
                """);
            return server;
        }
        // Of no pool, and so of none that another test empties.
        var file = new SqliteConnection(connectionString + ";Pooling=false");
        await file.OpenAsync();
        file.CreateFunction("lpad", (string text, int length, string with) => text.PadLeft(length, with[0]));
        file.CreateFunction("from_unixtime", (double seconds) => DateTime.UnixEpoch.AddSeconds(seconds)
            .ToString("yyyy-MM-dd HH:mm:ss.ffffff", CultureInfo.InvariantCulture));
        return file;
    }

    /// <summary>A scene's statement as this connection spells it.</summary>
    internal static string Text(DbConnection connection, string sql) => connection is SqliteConnection
        ? sql
        : sql.Replace("INSERT OR IGNORE", "INSERT IGNORE", StringComparison.Ordinal);

    /// <summary>Says that it has every table now, so that another test may have it next.</summary>
    internal void HasEveryTable()
    {
        _isWhole = true;
        if (_name is null)
        {
            EmptyFile.Learn(ConnectionString);
        }
        else
        {
            EmptyDatabases.Learn(_name);
        }
    }

    public void Dispose()
    {
        if (_name is null)
        {
            // Only its own: other tests are just taking connections out of theirs.
            string[] used = [ConnectionString, SqliteSource.Of(ConnectionString).ConnectionString];
            Array.ForEach(used, text => SqliteConnection.ClearPool(new(text)));
            return;
        }
        MySqlConnection.ClearAllPools(); // idle connections only: Quartz opens its own
        if (!_isWhole || !EmptyDatabases.TryKeep(_name))
        {
            MariaDbServer.Shared.Execute($"DROP DATABASE {_name}; DROP USER '{_name}'@'%';");
        }
    }
}
