using System.Data.Common;

namespace TrapTagger.Platform.Data;

/// <summary>
/// Everything that the two databases spell differently. Statements elsewhere keep to what both understand, so no
/// other file asks which database it is on.
/// </summary>
public abstract class Dialect
{
    /// <summary>INSERT of the JSON array @rows.</summary>
    public abstract string InsertMany(string table, IReadOnlyList<Column> columns);

    /// <summary>INSERT of the JSON array @rows that leaves alone a row whose key is taken.</summary>
    public abstract string InsertNew(string table, IReadOnlyList<Column> columns);

    /// <summary>"INSERT, unless the key is taken" for a statement that goes on with INTO.</summary>
    public abstract string InsertIgnore { get; }

    /// <summary>Whether a statement failed because a unique key was taken.</summary>
    public abstract bool IsDuplicate(DbException exception);

    /// <summary>
    /// The turn to write, where the database takes one writer at a time; disposing it lets the next one in. Null where
    /// writers don't stand in line.
    /// </summary>
    internal virtual ValueTask<IDisposable?> TakeTurnAsync(CancellationToken ct) => default;

    /// <summary>Runs one migration at a time, across processes: nobody else is inside while this is.</summary>
    internal abstract Task<T> ExclusivelyAsync<T>(
        DbConnection connection, Func<DbTransaction?, Task<T>> work, CancellationToken ct);
}
