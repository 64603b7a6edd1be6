using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace TrapTagger.Platform.Identity;

/// <summary>
/// A line for each request that was refused, so that an operator sees who tries doors. It names the route as the code
/// does: addresses and forms are a stranger's words, and may hold secrets.
/// </summary>
internal sealed class RefusalLog(TimeProvider clock, ILogger<RefusalLog> log)
{
    /// <summary>How many a network gets in a minute: a flood of refusals must not fill the disk.</summary>
    internal const int Most = 20;

    /// <summary>With more networks than these in a minute they are counted as one.</summary>
    private const int MostNetworks = 1000;

    private readonly Lock _counting = new();
    private readonly Dictionary<string, int> _counts = [];
    private long _minute;

    internal void Write(HttpContext http, string reason)
    {
        var network = Networks.Of(http.Connection.RemoteIpAddress) ?? "unknown";
        var count = Count(network);
        if (count > Most)
        {
            return;
        }
        log.LogWarning(
            "Refused {Method} {Route}: {Reason} ({Who}, network {Network}){More}",
            http.Request.Method, (http.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "without a route",
            reason, Who(http), network, count == Most ? "; more of this network in this minute are not listed" : "");
    }

    private static string Who(HttpContext http) => CurrentUser.From(http.User) switch
    {
        null => "a stranger",
        { IsActing: true } acting => $"person {acting.SignedInAs} as {acting.Id}",
        { Id: var id } => $"person {id}",
    };

    private int Count(string network)
    {
        var minute = clock.GetUtcNow().Ticks / TimeSpan.TicksPerMinute;
        lock (_counting)
        {
            if (_minute != minute)
            {
                _counts.Clear();
                _minute = minute;
            }
            var counted = _counts.Count < MostNetworks || _counts.ContainsKey(network) ? network : "";
            return _counts[counted] = _counts.GetValueOrDefault(counted) + 1;
        }
    }
}

public static class LoggedRefusals
{
    /// <param name="reason">In constant words: never what was sent.</param>
    public static void LogRefusal(this HttpContext http, string reason) =>
        http.RequestServices.GetRequiredService<RefusalLog>().Write(http, reason);
}
