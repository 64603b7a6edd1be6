using System.Data.Common;
using Microsoft.Data.Sqlite;
using MySqlConnector;

namespace TrapTagger.Platform.Data;

/// <summary>Which database a connection string names: `Data Source=FILE` or `Server=…;Database=…`.</summary>
internal sealed record Database(Dialect Dialect, DbDataSource Source)
{
    internal static bool IsServer(string connectionString)
    {
        try
        {
            var settings = new DbConnectionStringBuilder { ConnectionString = connectionString };
            return settings.ContainsKey("Server") || settings.ContainsKey("Host");
        }
        catch (ArgumentException e)
        {
            throw new UnusableSettingException($"The connection string of the database can't be read: {e.Message}", e);
        }
    }

    /// <exception cref="UnusableSettingException">It can't be used; the message says why.</exception>
    internal static Database Of(string connectionString) => IsServer(connectionString)
        ? new(new MySqlDialect(), MySqlSource.Open(connectionString))
        : new(new SqliteDialect(), SqliteSource.Of(connectionString));

    /// <summary>The same database by the same driver, for what brings statements of its own.</summary>
    internal static PlainDatabase Plain(string connectionString) => IsServer(connectionString)
        ? new(MySqlConnectorFactory.Instance, MySqlSource.Settings(connectionString))
        : new(SqliteFactory.Instance, connectionString);
}

/// <summary>What a library that opens its own connections is given.</summary>
internal sealed record PlainDatabase(DbProviderFactory Driver, string ConnectionString)
{
    internal DbConnection Open()
    {
        var connection = Driver.CreateConnection()!;
        connection.ConnectionString = ConnectionString;
        connection.Open();
        return connection;
    }
}
