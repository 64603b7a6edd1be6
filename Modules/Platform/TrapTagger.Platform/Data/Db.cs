using System.Data.Common;
using TrapTagger.Platform.Coordination;

namespace TrapTagger.Platform.Data;

/// <summary>
/// The one database. Every statement of the product goes through a <see cref="DbSession"/> opened here.
/// </summary>
public sealed class Db(DbDataSource source, Dialect dialect, ICoordination? coordination = null)
{
    private static readonly AsyncLocal<Scope?> Current = new();

    static Db() => TypeHandlers.Register();

    public Dialect Dialect => dialect;

    /// <summary>True while the caller, or whoever called it, has a transaction open.</summary>
    internal static bool InTransaction => Current.Value is { Open: true };

    /// <summary>A session whose statements stand alone: for reading, or for one statement.</summary>
    public async ValueTask<DbSession> OpenAsync(CancellationToken ct) =>
        new(await source.OpenConnectionAsync(ct), null, dialect, null, ct) { Coordination = coordination };

    /// <summary>
    /// A session in a transaction: nothing is kept unless <see cref="DbSession.CommitAsync"/> was reached.
    /// </summary>
    /// <exception cref="InvalidOperationException">One is open: on SQLite this one would wait for it.</exception>
    public ValueTask<DbSession> BeginAsync(CancellationToken ct)
    {
        if (InTransaction)
        {
            throw new InvalidOperationException("A transaction is open: pass its session on, don't begin another.");
        }
        // Set outside the async part, or the caller's execution context would not see it.
        Current.Value = new Scope { Open = true };
        return BeginAsync(Current.Value, ct);
    }

    private async ValueTask<DbSession> BeginAsync(Scope scope, CancellationToken ct)
    {
        DbConnection? connection = null;
        try
        {
            scope.Turn = await dialect.TakeTurnAsync(ct);
            connection = await source.OpenConnectionAsync(ct);
            return new(connection, await connection.BeginTransactionAsync(dialect.Isolation, ct), dialect, scope, ct)
            {
                Coordination = coordination,
            };
        }
        catch
        {
            using var ended = scope;
            await (connection?.DisposeAsync() ?? default);
            throw;
        }
    }

    /// <summary>The time in which a transaction is open.</summary>
    internal sealed class Scope : IDisposable
    {
        public bool Open { get; set; }

        public IDisposable? Turn { private get; set; }

        public void Dispose()
        {
            Open = false;
            Turn?.Dispose();
            Turn = null;
        }
    }
}
