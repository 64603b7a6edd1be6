using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace TrapTagger.Platform.Data;

/// <summary>
/// Connections to one SQLite file, set up alike. Write-ahead logging lets the Worker write while the site reads;
/// synchronous=FULL makes a commit survive a power cut: an annotator was told that the label is saved.
/// </summary>
internal sealed class SqliteSource(string connectionString) : DbDataSource
{
    /// <summary>
    /// Seconds that a writer waits for another one; a transaction lasts milliseconds, so this is patience.
    /// </summary>
    private const int BusySeconds = 30;

    // busy_timeout lets SQLite itself try again after 1, 2, 5 ms and so on while another process writes, for as long as
    // a turn usually lasts; the driver's own patience begins after that and sleeps 150 ms at a time.
    private const string Setup = """
        PRAGMA busy_timeout = 2000; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;
        PRAGMA temp_store = MEMORY;
        """;

    /// <summary>
    /// The native connections that are set up. The driver's pool hands them out again, settings and all, and setting
    /// up takes longer than reading a row.
    /// </summary>
    private readonly ConditionalWeakTable<sqlite3, string> _ready = [];

    /// <exception cref="UnusableSettingException">The connection string can't be read.</exception>
    internal static SqliteSource Of(string connectionString)
    {
        try
        {
            return new(connectionString);
        }
        catch (ArgumentException e)
        {
            throw new UnusableSettingException($"The connection string of the database can't be read: {e.Message}", e);
        }
    }

    public override string ConnectionString { get; } =
        new SqliteConnectionStringBuilder(connectionString) { DefaultTimeout = BusySeconds }.ConnectionString;

    protected override DbConnection CreateDbConnection() => new SqliteConnection(ConnectionString);

    protected override DbConnection OpenDbConnection()
    {
        var connection = new SqliteConnection(ConnectionString);
        connection.Open();
        if (!_ready.TryGetValue(connection.Handle!, out _))
        {
            using var command = connection.CreateCommand();
            command.CommandText = Setup;
            command.ExecuteNonQuery();
            _ready.Add(connection.Handle!, Setup);
        }
        return connection;
    }

    // SQLite answers from this process: there is nothing to wait for, and its async methods are synchronous anyway.
    protected override ValueTask<DbConnection> OpenDbConnectionAsync(CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(OpenDbConnection());
}
