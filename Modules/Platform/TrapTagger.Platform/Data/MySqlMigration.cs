using System.Data.Common;
using Dapper;
using MySqlConnector;

namespace TrapTagger.Platform.Data;

/// <summary>
/// A script on a server that commits every change of the schema by itself: statement by statement, with a note of how
/// far it is, so that one which was interrupted goes on where it was.
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
        var done = await connection.ExecuteScalarAsync<int>(new(Find, migration, cancellationToken: ct));
        foreach (var (index, statement) in migration.Statements.Index().Skip(done))
        {
            // Only the very statement at which an earlier try ended may have been done without being noted.
            await ApplyAsync(connection, migration, (index, statement), mayBeDone: !isNew && index == done, ct);
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
        await connection.ExecuteAsync(new(
            Advance, new { migration.Module, migration.Name, done = step.Index + 1 }, work, cancellationToken: ct));
        await work.CommitAsync(ct);
    }

    private static Task<int> Execute(DbConnection connection, string sql, Migration migration, CancellationToken ct) =>
        connection.ExecuteAsync(new(sql, migration, cancellationToken: ct));
}
