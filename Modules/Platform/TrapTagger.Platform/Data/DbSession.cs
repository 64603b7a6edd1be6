using System.Data.Common;
using Dapper;
using TrapTagger.Platform.Coordination;

namespace TrapTagger.Platform.Data;

/// <summary>
/// One connection, with or without a transaction, and the caller's cancellation: so that no statement can forget
/// either. Row types have settable properties (a positional record fails on SQLite, where every integer is 64 bits).
/// </summary>
public sealed class DbSession : IAsyncDisposable
{
    /// <summary>Rows a statement: some megabytes, where MariaDB takes a packet of 16.</summary>
    private const int MostRows = 5000;

    private readonly DbConnection _connection;
    private readonly DbTransaction? _transaction;
    private readonly Db.Scope? _scope;
    private readonly CancellationToken _ct;
    private readonly HashSet<string> _touched = [];

    internal DbSession(
        DbConnection connection, DbTransaction? transaction, Dialect dialect, Db.Scope? scope, CancellationToken ct)
    {
        (_connection, _transaction, Dialect, _scope, _ct) = (connection, transaction, dialect, scope, ct);
    }

    public Dialect Dialect { get; }

    internal ICoordination? Coordination { private get; init; }

    /// <summary>
    /// Says what these statements change, by the name that pages follow it by. Pages hear of it after the commit; where
    /// there is no transaction, when the session ends.
    /// </summary>
    public void Touch(string subject) => _touched.Add(subject);

    /// <summary>Runs a statement; the answer is the count of rows it matched.</summary>
    public Task<int> ExecuteAsync(string sql, object? arguments = null) =>
        _connection.ExecuteAsync(Command(sql, arguments));

    public async Task<IReadOnlyList<T>> QueryAsync<T>(string sql, object? arguments = null) =>
        (await _connection.QueryAsync<T>(Command(sql, arguments))).AsList();

    /// <summary>The one row, or nothing; two rows are a bug and throw.</summary>
    public Task<T?> FindAsync<T>(string sql, object? arguments = null) =>
        _connection.QuerySingleOrDefaultAsync<T>(Command(sql, arguments));

    /// <summary>The first column of the first row: a count, a name.</summary>
    public Task<T?> ScalarAsync<T>(string sql, object? arguments = null) =>
        _connection.ExecuteScalarAsync<T>(Command(sql, arguments));

    /// <summary>Rows one by one as the database sends them, for exports that would not fit in memory.</summary>
    public async IAsyncEnumerable<T> StreamAsync<T>(string sql, object? arguments = null)
    {
        Arguments.Check(arguments);
        await foreach (var row in _connection.QueryUnbufferedAsync<T>(sql, arguments, _transaction)
            .WithCancellation(_ct))
        {
            yield return row;
        }
    }

    /// <summary>Rows of columns that only the database knows, as it sends them.</summary>
    internal Task<DbDataReader> ReadAsync(string sql) => _connection.ExecuteReaderAsync(Command(sql, null));

    /// <summary>
    /// Inserts many rows, a statement and a parameter for some thousands of them; columns are the properties, in snake
    /// case. More than that are all there or none only in a transaction.
    /// </summary>
    public Task<int> InsertAsync<T>(string table, IReadOnlyCollection<T> rows) =>
        ExecuteInPartsAsync(Dialect.InsertMany(table, Rows<T>.Columns), rows);

    /// <summary>As <see cref="InsertAsync{T}"/>, but a row whose key is already there is left alone.</summary>
    public Task<int> InsertNewAsync<T>(string table, IReadOnlyCollection<T> rows) =>
        ExecuteInPartsAsync(Dialect.InsertNew(table, Rows<T>.Columns), rows);

    public async Task CommitAsync()
    {
        await (_transaction?.CommitAsync(_ct)
            ?? throw new InvalidOperationException("This session has no transaction: open it with Db.BeginAsync."));
        Publish();
    }

    public async ValueTask DisposeAsync()
    {
        // Last and whatever fails before it: the turn to write, which may be the only one in the process.
        using (_scope)
        {
            await using (_connection)
            {
                await (_transaction?.DisposeAsync() ?? default);
            }
        }
        if (_transaction is null)
        {
            Publish();
        }
    }

    private void Publish()
    {
        if (_touched.Count > 0)
        {
            Coordination?.Publish([.. _touched]);
            _touched.Clear();
        }
    }

    private async Task<int> ExecuteInPartsAsync<T>(string sql, IEnumerable<T> rows)
    {
        var inserted = 0;
        foreach (var some in rows.Chunk(MostRows))
        {
            inserted += await ExecuteAsync(sql, new { rows = Rows<T>.ToJson(some) });
        }
        return inserted;
    }

    private CommandDefinition Command(string sql, object? arguments)
    {
        Arguments.Check(arguments);
        return new(sql, arguments, _transaction, cancellationToken: _ct);
    }
}
