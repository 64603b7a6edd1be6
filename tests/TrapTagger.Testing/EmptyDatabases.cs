using System.Collections.Concurrent;
using Dapper;
using MySqlConnector;

namespace TrapTagger.Testing;

/// <summary>
/// Databases on the server that have every table of the site and no row. Making the tables takes a second, emptying
/// them a moment, and most tests need no more. One whose tables a test changed, or that somebody still uses, is not
/// kept.
/// </summary>
internal static class EmptyDatabases
{
    private const string ListTables = """
        SELECT table_name FROM information_schema.tables
        WHERE table_schema = @name AND table_type = 'BASE TABLE' AND table_name NOT LIKE 'migration%'
        """;

    private const string FindShape = """
        SELECT concat(
            (SELECT group_concat(md5(concat_ws(' ', table_name, column_name, column_type, ordinal_position))
                ORDER BY table_name, ordinal_position SEPARATOR '')
            FROM information_schema.columns WHERE table_schema = @name),
            (SELECT count(*) FROM information_schema.triggers WHERE trigger_schema = @name))
        """;

    private const string CountUsers = "SELECT count(*) FROM information_schema.processlist WHERE user = @name";

    private static readonly ConcurrentBag<string> Free = [];
    private static readonly Lock Looking = new();
    private static (string Shape, string Empty)? _whole;

    internal static bool TryTake(out string? name) => Free.TryTake(out name);

    /// <summary>This one has just been brought up to date: so looks one that may be kept.</summary>
    internal static void Learn(string name)
    {
        lock (Looking)
        {
            if (_whole is null)
            {
                using var server = Open();
                var tables = server.Query<string>(new CommandDefinition(ListTables, new { name }));
                _whole = (Shape(server, name), string.Concat(tables.Select(table => $"DELETE FROM `{table}`;")));
            }
        }
    }

    /// <summary>Whether it is kept; if not, it is the caller's to remove.</summary>
    internal static bool TryKeep(string name)
    {
        using var server = Open();
        if (_whole is not { } whole || Shape(server, name) != whole.Shape
            || server.ExecuteScalar<long>(new CommandDefinition(CountUsers, new { name })) > 0)
        {
            return false;
        }
        server.Execute(new CommandDefinition($"USE {name}; SET foreign_key_checks = 0; {whole.Empty}"));
        Free.Add(name);
        return true;
    }

    private static string Shape(MySqlConnection server, string name) => server.ExecuteScalar<string>(
        new CommandDefinition($"SET group_concat_max_len = 1000000; {FindShape}", new { name }))!;

    private static MySqlConnection Open()
    {
        var server = new MySqlConnection(MariaDbServer.Shared.Admin);
        server.Open();
        return server;
    }
}
