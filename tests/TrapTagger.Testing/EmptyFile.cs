using Dapper;
using Microsoft.Data.Sqlite;

namespace TrapTagger.Testing;

/// <summary>
/// An SQLite file that has every table of the site and no row. Making the tables takes longer than most tests, so only
/// the first site of a process makes them.
/// </summary>
internal static class EmptyFile
{
    private const string ListTables = """
        SELECT name FROM sqlite_master
        WHERE type = 'table' AND name NOT LIKE 'migration%' AND name NOT LIKE 'sqlite%'
        """;

    private static readonly Lock Making = new();
    private static string? _whole;

    /// <summary>Nothing is there as long as no site has begun.</summary>
    internal static void CopyTo(string file)
    {
        if (_whole is { } whole)
        {
            File.Copy(whole, file);
        }
    }

    /// <summary>This one has just been brought up to date.</summary>
    internal static void Learn(string connectionString)
    {
        lock (Making)
        {
            if (_whole is null)
            {
                var file = Path.Combine(Directory.CreateTempSubdirectory("traptagger-empty-").FullName, "empty.db");
                AppDomain.CurrentDomain.ProcessExit += (_, _) => TemporaryFolder.Remove(Path.GetDirectoryName(file)!);
                using (var site = Open(connectionString))
                {
                    site.Execute("VACUUM INTO @file", new { file });
                }
                using var empty = Open($"Data Source={file};Foreign Keys=false");
                empty.Execute(string.Concat(empty.Query<string>(ListTables).Select(table => $"DELETE FROM {table};")));
                _whole = file;
            }
        }
    }

    private static SqliteConnection Open(string connectionString)
    {
        var connection = new SqliteConnection(connectionString + ";Pooling=false");
        connection.Open();
        return connection;
    }
}
