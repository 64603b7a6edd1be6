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
            if (Reject(options, connectionString) is { } reason)
            {
                throw new UnusableSettingException(reason);
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

    /// <summary>Why these settings can't be used, in a sentence that says what to do; null when they can.</summary>
    private static string? Reject(ConfigurationOptions options, string given) =>
        options.Ssl || SaysNoProtection(given) || options.EndPoints.All(IsThisMachine)
            ? null
            : $"What is said to {string.Join(", ", options.EndPoints.Select(ConnectionString))} would go there in the "
                + "clear: add ssl=true to the setting 'ConnectionStrings:redis', or ssl=false if the way there needs "
                + "no protection.";

    /// <summary>Without a word about it, it would be false as well.</summary>
    private static bool SaysNoProtection(string given) => given.Split(',').Any(
        part => string.Equals(part.Replace(" ", "", StringComparison.Ordinal), "ssl=false",
            StringComparison.OrdinalIgnoreCase));

    private static bool IsThisMachine(System.Net.EndPoint endPoint) => endPoint switch
    {
        System.Net.DnsEndPoint dns => ThisMachine.Is(dns.Host),
        System.Net.IPEndPoint ip => System.Net.IPAddress.IsLoopback(ip.Address),
        _ => true, // a socket in the file system
    };

    private static string ConnectionString(System.Net.EndPoint endPoint) => endPoint switch
    {
        System.Net.DnsEndPoint dns => $"{dns.Host}:{dns.Port}",
        _ => endPoint.ToString()!,
    };
}
