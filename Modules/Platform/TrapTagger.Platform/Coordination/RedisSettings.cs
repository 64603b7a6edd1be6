using StackExchange.Redis;
using TrapTagger.Platform.Data;

namespace TrapTagger.Platform.Coordination;

/// <summary>How Redis is reached: StackExchange.Redis's connection string, and what this product needs of it.</summary>
internal sealed record RedisSettings(ConfigurationOptions Options)
{
    private const int ConnectMilliseconds = 2000;
    private const int ReconnectMilliseconds = 1000;

    /// <summary>"host:port", for people: the rest of the string holds a password.</summary>
    internal string Where => string.Join(", ", Options.EndPoints.Select(ConnectionString));

    /// <exception cref="UnusableSettingException">The string can't be used; the message says why.</exception>
    internal static RedisSettings Of(string connectionString)
    {
        try
        {
            var options = ConfigurationOptions.Parse(connectionString);
            if (options.EndPoints.Count == 0)
            {
                throw new ArgumentException("it names no host, as in '127.0.0.1:6379,password=…'.");
            }
            // The site starts and runs without Redis; a command fails at once while there is no connection.
            options.AbortOnConnectFail = false;
            options.BacklogPolicy = BacklogPolicy.FailFast;
            options.ConnectTimeout = ConnectMilliseconds;
            options.ReconnectRetryPolicy = new LinearRetry(ReconnectMilliseconds);
            return new(options);
        }
        catch (ArgumentException e)
        {
            throw new UnusableSettingException(
                $"The setting 'ConnectionStrings:redis' can't be read: {e.Message}", e);
        }
    }

    private static string ConnectionString(System.Net.EndPoint endPoint) => endPoint switch
    {
        System.Net.DnsEndPoint dns => $"{dns.Host}:{dns.Port}",
        _ => endPoint.ToString()!,
    };
}
