using System.Data;
using System.Data.Common;
using Dapper;
using MySqlConnector;

namespace TrapTagger.Platform.Data;

/// <summary>
/// A script on a server that commits every change of the schema by itself: statement by statement, with a note of how
/// far it is, so that one which was interrupted goes on where it was. A statement that the server refused was not done,
/// and is noted as the complement of its number: it fails again for as long as it is refused.
/// </summary>
internal static class MySqlMigration
{
    private const string CreateSteps = """
        CREATE TABLE IF NOT EXISTS migration_step (
            module varchar(40) NOT NULL,
            name varchar(100) NOT NULL,
            done int NOT NULL,
            PRIMARY KEY (module, name))
        """;

    private const string Begin =
        "INSERT IGNORE INTO migration_step (module, name, done) VALUES (@Module, @Name, 0)";

    private const string Find = "SELECT done FROM migration_step WHERE module = @Module AND name = @Name";
    private const string Advance = "UPDATE migration_step SET done = @done WHERE module = @Module AND name = @Name";
    private const string Forget = "DELETE FROM migration_step WHERE module = @Module AND name = @Name";
    private const string Remember = "INSERT INTO migration (module, name) VALUES (@Module, @Name)";

    /// <summary>The server's answers where the process died between a change of the schema and its note.</summary>
    private static readonly MySqlErrorCode[] AlreadyDone =
    [
        MySqlErrorCode.TableExists, MySqlErrorCode.DuplicateFieldName, MySqlErrorCode.DuplicateKeyName,
        MySqlErrorCode.CannotDropFieldOrKey, MySqlErrorCode.BadTable,
    ];

    internal static async Task ApplyAsync(DbConnection connection, Migration migration, CancellationToken ct)
    {
        await Execute(connection, CreateSteps, migration, ct);
        var isNew = await Execute(connection, Begin, migration, ct) == 1;
        var noted = await connection.ExecuteScalarAsync<int>(new(Find, migration, cancellationToken: ct));
        var (wasRefused, done) = (noted < 0, noted < 0 ? ~noted : noted);
        if (wasRefused)
        {
            await NoteAsync(connection, migration, done, null, ct); // From here on it may be done without a note again.
        }
        foreach (var (index, statement) in migration.Statements.Index().Skip(done))
        {
            // Only the very statement at which an earlier try ended may have been done without being noted.
            await ApplyAsync(
                connection, migration, (index, statement), mayBeDone: !isNew && !wasRefused && index == done, ct);
        }
        await using var end = await connection.BeginTransactionAsync(ct);
        await connection.ExecuteAsync(new(Remember, migration, end, cancellationToken: ct));
        await connection.ExecuteAsync(new(Forget, migration, end, cancellationToken: ct));
        await end.CommitAsync(ct);
    }

    /// <summary>Rows that a statement changes are committed together with the note.</summary>
    private static async Task ApplyAsync(
        DbConnection connection, Migration migration, (int Index, string Sql) step, bool mayBeDone,
        CancellationToken ct)
    {
        await using var work = await connection.BeginTransactionAsync(ct);
        try
        {
            // An index over millions of rows takes as long as it takes.
            await connection.ExecuteAsync(
                new(step.Sql, transaction: work, commandTimeout: 0, cancellationToken: ct));
        }
        catch (MySqlException e) when (mayBeDone && AlreadyDone.Contains(e.ErrorCode))
        {
        }
        catch (MySqlException) when (connection.State == ConnectionState.Open)
        {
            await work.RollbackAsync(ct);
            await NoteAsync(connection, migration, ~step.Index, null, ct);
            throw;
        }
        await NoteAsync(connection, migration, step.Index + 1, work, ct);
        await work.CommitAsync(ct);
    }

    private static Task<int> NoteAsync(
        DbConnection connection, Migration migration, int done, DbTransaction? work, CancellationToken ct) =>
        connection.ExecuteAsync(
            new(Advance, new { migration.Module, migration.Name, done }, work, cancellationToken: ct));

    private static Task<int> Execute(DbConnection connection, string sql, Migration migration, CancellationToken ct) =>
        connection.ExecuteAsync(new(sql, migration, cancellationToken: ct));
}
