using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace TrapTagger.Platform.Data;

/// <summary>SQLite 3.38 or newer (the ->> operator).</summary>
internal sealed class SqliteDialect : Dialect
{
    private const int ConstraintUnique = 2067;
    private const int ConstraintPrimaryKey = 1555;

    private SemaphoreSlim Writer { get; } = new(1);

    public override string InsertIgnore => "INSERT OR IGNORE";

    public override string InsertMany(string table, IReadOnlyList<Column> columns) =>
        $"INSERT {FromJson(table, columns)}";

    public override string InsertNew(string table, IReadOnlyList<Column> columns) =>
        $"INSERT OR IGNORE {FromJson(table, columns)}";

    public override bool IsDuplicate(DbException exception) =>
        exception is SqliteException { SqliteExtendedErrorCode: ConstraintUnique or ConstraintPrimaryKey };

    /// <summary>
    /// Writers of this process wait here, in order and without a thread. Left to itself the driver would try, sleep
    /// 150 ms on its thread and try again, which twenty annotators turn into seconds.
    /// </summary>
    internal override async ValueTask<IDisposable?> TakeTurnAsync(CancellationToken ct)
    {
        await Writer.WaitAsync(ct);
        return new Turn(Writer);
    }

    internal override async Task<T> ExclusivelyAsync<T>(
        DbConnection connection, Func<DbTransaction?, Task<T>> work, CancellationToken ct)
    {
        // Microsoft.Data.Sqlite begins IMMEDIATE: the one writer's lock is the advisory lock.
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var result = await work(transaction);
        await transaction.CommitAsync(ct);
        return result;
    }

    private static string FromJson(string table, IReadOnlyList<Column> columns) =>
        $"INTO {table} ({string.Join(", ", columns.Select(c => c.Name))}) "
        + $"SELECT {string.Join(", ", columns.Select(c => $"value->>'$.{c.Name}'"))} FROM json_each(@rows)";

    private sealed class Turn(SemaphoreSlim writer) : IDisposable
    {
        public void Dispose() => writer.Release();
    }
}
