using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace TrapTagger.Platform.Coordination;

public static class RateLimit
{
    private const string Sentence = "Too many attempts from your network: wait a minute, then try again.";

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    /// <summary>
    /// Refuses what one address sends to the group's unsafe routes beyond so many requests a minute, whichever web
    /// process answers. Comes before the body is read, which a filter does not.
    /// </summary>
    /// <param name="name">What is counted together.</param>
    public static RouteGroupBuilder LimitPerAddress(this RouteGroupBuilder group, string name, int most)
    {
        ((IEndpointConventionBuilder)group).Add(endpoint =>
        {
            var handler = endpoint.RequestDelegate!;
            endpoint.RequestDelegate = async http =>
            {
                var refused = await CountAsync(http, name, most);
                await (refused?.ExecuteAsync(http) ?? handler(http));
            };
        });
        return group;
    }

    /// <summary>Null when the request may go on.</summary>
    private static async Task<IResult?> CountAsync(HttpContext http, string name, int most)
    {
        if (HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method))
        {
            return null;
        }
        var now = http.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow();
        var minute = now.Ticks / Window.Ticks;
        var count = await http.RequestServices.GetRequiredService<ICoordination>()
            .CountAsync($"{name}/{Network(http.Connection.RemoteIpAddress)}/{minute}", Window);
        return count <= most ? null : Refuse(http, (minute + 1) * Window.Ticks - now.Ticks);
    }

    /// <summary>The page for people comes from the site; a script gets the sentence.</summary>
    private static IResult Refuse(HttpContext http, long ticksLeft)
    {
        var seconds = (long)Math.Ceiling(TimeSpan.FromTicks(ticksLeft).TotalSeconds);
        http.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        return http.Features.Get<IStatusCodePagesFeature>() is { Enabled: true }
            ? TypedResults.StatusCode(StatusCodes.Status429TooManyRequests)
            : TypedResults.Text(Sentence, statusCode: StatusCodes.Status429TooManyRequests);
    }

    /// <summary>What is counted as one address. An IPv6 customer has a whole /64 to send from.</summary>
    public static string Network(IPAddress? address) => address switch
    {
        null => "",
        { IsIPv4MappedToIPv6: true } => address.MapToIPv4().ToString(),
        { AddressFamily: AddressFamily.InterNetworkV6 } =>
            new IPAddress([.. address.GetAddressBytes().Take(8), 0, 0, 0, 0, 0, 0, 0, 0]).ToString(),
        _ => address.ToString(),
    };
}
