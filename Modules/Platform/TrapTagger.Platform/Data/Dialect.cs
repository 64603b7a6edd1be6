using System.Data;
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

    /// <summary>
    /// Whether a statement failed because another transaction was in the way: nothing is kept of this one, and begun
    /// again it succeeds.
    /// </summary>
    public abstract bool IsConflict(DbException exception);

    /// <summary>Whether the database can't serve now and will later: it restarts, is unreachable, or is full.</summary>
    public abstract bool IsAway(DbException exception);

    /// <summary>Of those that are away, whether it is for want of room: then it may still be read.</summary>
    public abstract bool IsFull(DbException exception);

    /// <summary>The database's own clock, in UTC.</summary>
    public abstract string CurrentInstant { get; }

    /// <summary>What transactions see of each other.</summary>
    internal virtual IsolationLevel Isolation => IsolationLevel.Unspecified;

    /// <summary>Runs the work while nobody else, in whichever process, is inside.</summary>
    internal abstract Task<T> ExclusivelyAsync<T>(
        DbConnection connection, Func<Task<T>> work, CancellationToken ct);

    /// <summary>Whether the database can hold the product's tables, before the first one is made.</summary>
    /// <exception cref="MigrationException">It can't; the message says what to do.</exception>
    internal virtual Task PrepareAsync(DbConnection connection, CancellationToken ct) => Task.CompletedTask;

    /// <summary>Applies one script and notes it.</summary>
    internal abstract Task ApplyAsync(DbConnection connection, Migration migration, CancellationToken ct);

    /// <summary>Statements after which a session sees the database as it is at that moment, until ROLLBACK.</summary>
    internal abstract IReadOnlyList<string> BeginSnapshot { get; }

    /// <summary>The names of all tables.</summary>
    internal abstract string ListTables { get; }

    /// <summary>Name and declared type of each column of @table, in order.</summary>
    internal abstract string ListColumns { get; }

    /// <summary>Lets a transaction insert rows before those that they refer to.</summary>
    internal abstract string LoadInAnyOrder { get; }
}
