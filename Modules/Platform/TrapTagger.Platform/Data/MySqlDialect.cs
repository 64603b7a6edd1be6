using System.Data;
using System.Data.Common;
using Dapper;
using MySqlConnector;

namespace TrapTagger.Platform.Data;

/// <summary>MySQL 8 (Aurora too) and MariaDB 10.6 or newer (JSON_TABLE).</summary>
internal sealed class MySqlDialect : Dialect
{
    /// <summary>How long a start waits for another process's migrations before it says so and asks again.</summary>
    private const int LockSeconds = 10;

    // One name for each database, because the server has one list of names for all. At most 64 characters.
    private const string Lock = "SELECT GET_LOCK(concat('migrations-', left(sha2(database(), 256), 40)), @seconds)";
    private const string Unlock = "SELECT RELEASE_LOCK(concat('migrations-', left(sha2(database(), 256), 40)))";

    // IGNORE also cuts a text that is too long for its column: callers keep to the lengths.
    public override string InsertIgnore => "INSERT IGNORE";

    public override string CurrentInstant => "utc_timestamp(6)";

    public override string InsertMany(string table, IReadOnlyList<Column> columns) =>
        $"INSERT {FromJson(table, columns)}";

    public override string InsertNew(string table, IReadOnlyList<Column> columns) =>
        $"INSERT IGNORE {FromJson(table, columns)}";

    public override bool IsDuplicate(DbException exception) =>
        exception is MySqlException { ErrorCode: MySqlErrorCode.DuplicateKeyEntry };

    public override bool IsConflict(DbException exception) =>
        exception is MySqlException { ErrorCode: MySqlErrorCode.LockDeadlock };

    public override bool IsAway(DbException exception) => exception.IsTransient || exception is MySqlException
    {
        ErrorCode: MySqlErrorCode.None or MySqlErrorCode.UnableToConnectToHost or MySqlErrorCode.CommandTimeoutExpired
            or MySqlErrorCode.ServerShutdown or MySqlErrorCode.TooManyUserConnections
            or MySqlErrorCode.ConnectionCountError or MySqlErrorCode.QueryInterrupted or MySqlErrorCode.QueryTimeout,
    } || IsFull(exception);

    public override bool IsFull(DbException exception) => exception is MySqlException
    {
        ErrorCode: MySqlErrorCode.DiskFull or MySqlErrorCode.RecordFileFull,
    };

    /// <summary>
    /// Each statement sees what is committed when it begins: a transaction that has waited for a row sees what the
    /// other one made of it, where the servers' default shows it the past.
    /// </summary>
    internal override IsolationLevel Isolation => IsolationLevel.ReadCommitted;

    internal override async Task<T> ExclusivelyAsync<T>(
        DbConnection connection, Func<Task<T>> work, CancellationToken ct)
    {
        // The server gives the lock back when the connection ends, however the process dies.
        if (await connection.ExecuteScalarAsync<long?>(
            new(Lock, new { seconds = LockSeconds }, cancellationToken: ct)) != 1)
        {
            throw new MigrationException("Another process is bringing the database up to date: waiting for it.");
        }
        try
        {
            return await work();
        }
        finally
        {
            await connection.ExecuteAsync(new(Unlock, cancellationToken: CancellationToken.None));
        }
    }

    internal override Task PrepareAsync(DbConnection connection, CancellationToken ct) =>
        MySqlCollation.EnsureAsync(connection, ct);

    internal override Task ApplyAsync(DbConnection connection, Migration migration, CancellationToken ct) =>
        MySqlMigration.ApplyAsync(connection, migration, ct);

    // Said each time, because the product's own transactions ask for less.
    internal override IReadOnlyList<string> BeginSnapshot =>
    [
        "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ",
        "START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY",
    ];

    internal override string ListTables => """
        SELECT table_name AS name FROM information_schema.tables
        WHERE table_schema = database() AND table_type = 'BASE TABLE'
        """;

    internal override string ListColumns => """
        SELECT column_name AS name, data_type AS type FROM information_schema.columns
        WHERE table_schema = database() AND table_name = @table ORDER BY ordinal_position
        """;

    internal override string LoadInAnyOrder => "SET foreign_key_checks = 0";

    private static string FromJson(string table, IReadOnlyList<Column> columns)
    {
        var names = string.Join(", ", columns.Select(c => c.Name));
        var typed = string.Join(
            ", ", columns.Select(c => $"{c.Name} {TypeOf(c.Type)} PATH '$.{c.Name}' ERROR ON ERROR"));
        return $"INTO {table} ({names}) SELECT {names} FROM JSON_TABLE(@rows, '$[*]' COLUMNS ({typed})) AS one";
    }

    private static string TypeOf(Type type) => Type.GetTypeCode(type) switch
    {
        TypeCode.Int64 => "bigint",
        TypeCode.Int32 => "int",
        TypeCode.Boolean => "tinyint",
        TypeCode.Double => "double",
        TypeCode.String => "longtext CHARACTER SET utf8mb4", // left alone it is the server's
        _ when type == typeof(DateTime) || type == typeof(DateTimeOffset) => "datetime(6)",
        _ => throw new NotSupportedException($"Rows have no columns of {type}."),
    };
}
