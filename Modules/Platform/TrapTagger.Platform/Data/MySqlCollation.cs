using System.Data.Common;
using Dapper;

namespace TrapTagger.Platform.Data;

/// <summary>
/// Text compares byte by byte, as it does in SQLite: `IMG_1.JPG` and `img_1.jpg` are two files, and the collations that
/// servers begin with call them one.
/// </summary>
internal static class MySqlCollation
{
    private const string Look = """
        SELECT s.default_collation_name AS collation, s.schema_name AS name,
            (SELECT count(*) FROM information_schema.tables t WHERE t.table_schema = s.schema_name) AS tables
        FROM information_schema.schemata s WHERE s.schema_name = database()
        """;

    internal static async Task EnsureAsync(DbConnection connection, CancellationToken ct)
    {
        var found = await connection.QuerySingleAsync<Found>(new(Look, cancellationToken: ct));
        if (found.Collation == "utf8mb4_bin")
        {
            return;
        }
        var alter = $"ALTER DATABASE `{found.Name.Replace("`", "``", StringComparison.Ordinal)}` "
            + "CHARACTER SET utf8mb4 COLLATE utf8mb4_bin";
        if (found.Tables > 0)
        {
            throw new MigrationException(
                $"The database {found.Name} has tables and compares text by {found.Collation}: give TrapTagger an "
                + $"empty one, or one made with {alter}.");
        }
        try
        {
            await connection.ExecuteAsync(new(alter, cancellationToken: ct));
            // A connection goes on with what the database was when it entered it.
            await connection.ChangeDatabaseAsync(found.Name, ct);
        }
        catch (DbException e)
        {
            throw new MigrationException($"TrapTagger may not prepare its database: run {alter}; ({e.Message})", e);
        }
    }

    private sealed record Found
    {
        public string Collation { get; init; } = "";
        public string Name { get; init; } = "";
        public long Tables { get; init; }
    }
}
