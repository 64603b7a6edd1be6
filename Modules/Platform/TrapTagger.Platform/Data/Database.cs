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

    /// <summary>What Quartz connects with: the same database by the same driver.</summary>
    internal static (DbProviderFactory Driver, string ConnectionString) ForQuartz(string connectionString) =>
        IsServer(connectionString)
            ? (MySqlConnectorFactory.Instance, MySqlSource.Settings(connectionString))
            : (SqliteFactory.Instance, connectionString);
}
