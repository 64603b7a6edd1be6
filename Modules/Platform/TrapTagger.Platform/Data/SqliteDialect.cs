using System.Data.Common;
using Dapper;
using Microsoft.Data.Sqlite;

namespace TrapTagger.Platform.Data;

/// <summary>SQLite 3.38 or newer (the ->> operator).</summary>
internal sealed class SqliteDialect : Dialect
{
    private const int ConstraintUnique = 2067;
    private const int ConstraintPrimaryKey = 1555;

    private const int BusySnapshot = 517;
    private const int Busy = 5;
    private const int Locked = 6;
    private const int IoError = 10;
    private const int Full = 13;
    private const int CannotOpen = 14;

    private const string Remember = "INSERT OR IGNORE INTO migration (module, name) VALUES (@Module, @Name)";

    private SemaphoreSlim Writer { get; } = new(1);

    public override string InsertIgnore => "INSERT OR IGNORE";

    public override string InsertMany(string table, IReadOnlyList<Column> columns) =>
        $"INSERT {FromJson(table, columns)}";

    public override string InsertNew(string table, IReadOnlyList<Column> columns) =>
        $"INSERT OR IGNORE {FromJson(table, columns)}";

    internal override IReadOnlyList<string> BeginSnapshot => ["BEGIN DEFERRED", "SELECT count(*) FROM sqlite_master"];

    internal override string ListTables =>
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'";

    internal override string ListColumns => "SELECT name, type FROM pragma_table_info(@table) ORDER BY cid";

    internal override string LoadInAnyOrder => "PRAGMA defer_foreign_keys = ON";

    public override bool IsDuplicate(DbException exception) =>
        exception is SqliteException { SqliteExtendedErrorCode: ConstraintUnique or ConstraintPrimaryKey };

    // Somebody wrote since this one read. Whoever is only busy has been waited for long enough.
    public override bool IsConflict(DbException exception) =>
        exception is SqliteException { SqliteExtendedErrorCode: BusySnapshot };

    public override bool IsAway(DbException exception) =>
        exception is SqliteException { SqliteErrorCode: Busy or Locked or IoError or Full or CannotOpen };

    public override bool IsFull(DbException exception) => exception is SqliteException { SqliteErrorCode: Full };

    public override string CurrentInstant => "strftime('%Y-%m-%d %H:%M:%f000', 'now')";

    /// <summary>
    /// Writers of this process wait here, in order and without a thread. Left to itself the driver would try, sleep
    /// 150 ms on its thread and try again, which twenty annotators turn into seconds.
    /// </summary>
    internal override async ValueTask<IDisposable?> TakeTurnAsync(CancellationToken ct)
    {
        await Writer.WaitAsync(ct);
        return new Turn(Writer);
    }

    // Between the scripts another process may come in: each looks again whether it is still missing.
    internal override Task<T> ExclusivelyAsync<T>(
        DbConnection connection, Func<Task<T>> work, CancellationToken ct) => work();

    /// <summary>The one writer's lock, which BEGIN IMMEDIATE takes, is the advisory lock.</summary>
    internal override async Task ApplyAsync(DbConnection connection, Migration migration, CancellationToken ct)
    {
        await using var transaction = await connection.BeginTransactionAsync(ct);
        if (await connection.ExecuteAsync(new(Remember, migration, transaction, cancellationToken: ct)) == 1)
        {
            await connection.ExecuteAsync(new(migration.Sql, transaction: transaction, cancellationToken: ct));
        }
        await transaction.CommitAsync(ct);
    }

    private static string FromJson(string table, IReadOnlyList<Column> columns) =>
        $"INTO {table} ({string.Join(", ", columns.Select(c => c.Name))}) "
        + $"SELECT {string.Join(", ", columns.Select(c => $"value->>'$.{c.Name}'"))} FROM json_each(@rows)";

    private sealed class Turn(SemaphoreSlim writer) : IDisposable
    {
        public void Dispose() => writer.Release();
    }
}
