using MySqlConnector;

namespace TrapTagger.Platform.Data;

/// <summary>Connections to a MySQL or MariaDB server, set up alike.</summary>
internal static class MySqlSource
{
    /// <summary>
    /// Seconds a statement may take; the driver then ends it on the server too. What waits for a lock gives up before.
    /// </summary>
    private const uint CommandSeconds = 60;

    // Strict, whatever the server was set up with: a value that doesn't fit is an error and never cut to fit.
    private const string Setup = """
        SET SESSION sql_mode = 'STRICT_ALL_TABLES,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION',
            time_zone = '+00:00', innodb_lock_wait_timeout = 20
        """;

    /// <exception cref="UnusableSettingException">The settings can't be read, or would trust any server.</exception>
    internal static MySqlDataSource Open(string connectionString)
    {
        var source = new MySqlDataSourceBuilder(Settings(connectionString));
        source.UseConnectionOpenedCallback(async (context, ct) =>
        {
            await using var command = new MySqlCommand(Setup, context.Connection);
            await command.ExecuteNonQueryAsync(ct);
        });
        return source.Build();
    }

    /// <summary>The operator's settings, with those that the product relies on.</summary>
    internal static string Settings(string connectionString)
    {
        MySqlConnectionStringBuilder settings;
        try
        {
            settings = new(connectionString);
        }
        catch (ArgumentException e)
        {
            throw new UnusableSettingException($"The connection string of the database can't be read: {e.Message}", e);
        }
        if (Reject(settings) is { } reason)
        {
            throw new UnusableSettingException(reason);
        }

        settings.UseAffectedRows = false; // a count of rows is that of the rows that matched
        settings.ConnectionReset = true; // also how a connection that the server ended is found before it is used
        settings.GuidFormat = MySqlGuidFormat.None;
        settings.CharacterSet = "utf8mb4";
        settings.AllowLoadLocalInfile = false;
        settings.ApplicationName = "TrapTagger";
        settings.Pooling = true;
        settings.DefaultCommandTimeout = settings.ContainsKey("Default Command Timeout")
            ? settings.DefaultCommandTimeout : CommandSeconds;
        return settings.ConnectionString;
    }

    /// <summary>Why these settings can't be used, in a sentence that says what to do; null when they can.</summary>
    internal static string? Reject(MySqlConnectionStringBuilder settings) => settings switch
    {
        { Server: "" } => "The connection string of the database names no server: add Server=....",
        { Database: "" } => "The connection string of the database names no database: add Database=traptagger.",
        { SslMode: MySqlSslMode.VerifyFull or MySqlSslMode.VerifyCA or MySqlSslMode.None } => null,
        _ when settings.Server.Split(',').All(ThisMachine.Is) => null,
        _ => $"Nobody would check that {settings.Server} is the database's server: add SslMode=VerifyFull to its "
            + "connection string (and SslCa=FILE for an authority of your own), or SslMode=None if the way there needs "
            + "no protection.",
    };
}
