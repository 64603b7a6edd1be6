using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using TrapTagger.Platform.Identity;

namespace TrapTagger.Platform.Coordination;

public static class RateLimit
{
    private const string Sentence = "Too many attempts from your network: wait a minute, then try again.";

    private const string OfPerson = "You download very often: wait a minute, then go on.";

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
                var isSafe = HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method);
                var left = isSafe
                    ? null
                    : await CountAsync(http, $"{name}/{Network(http.Connection.RemoteIpAddress)}", most);
                await (left is null ? handler(http) : Refuse(http, left.Value).ExecuteAsync(http));
            };
        });
        return group;
    }

    /// <summary>
    /// Refuses what one person asks of these routes beyond so many requests a minute, by a browser or by scripts: files
    /// that are written for each who asks. No page waits for them, so the sentence is enough.
    /// </summary>
    /// <param name="name">What is counted together.</param>
    public static TBuilder LimitPerPerson<TBuilder>(this TBuilder routes, string name, int most)
        where TBuilder : IEndpointConventionBuilder
    {
        routes.Add(endpoint =>
        {
            var handler = endpoint.RequestDelegate!;
            endpoint.RequestDelegate = async http =>
            {
                var left = CurrentUser.From(http.User) is { } user
                    ? await CountAsync(http, $"{name}/person/{user.SignedInAs}", most)
                    : null;
                await (left is null ? handler(http) : Refuse(http, left.Value, OfPerson).ExecuteAsync(http));
            };
        });
        return routes;
    }

    /// <summary>How long the next one waits; null when this one may go on.</summary>
    private static async Task<TimeSpan?> CountAsync(HttpContext http, string who, int most)
    {
        var now = http.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow();
        var minute = now.Ticks / Window.Ticks;
        var count = await http.RequestServices.GetRequiredService<ICoordination>()
            .CountAsync($"{who}/{minute}", Window);
        return count <= most ? null : TimeSpan.FromTicks((minute + 1) * Window.Ticks - now.Ticks);
    }

    /// <summary>The page for people comes from the site, unless there are words; a script gets the sentence.</summary>
    private static IResult Refuse(HttpContext http, TimeSpan left, string? words = null)
    {
        http.LogRefusal("too many requests");
        var seconds = (long)Math.Ceiling(left.TotalSeconds);
        http.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        return words is null && http.Features.Get<IStatusCodePagesFeature>() is { Enabled: true }
            ? TypedResults.StatusCode(StatusCodes.Status429TooManyRequests)
            : TypedResults.Text(words ?? Sentence, statusCode: StatusCodes.Status429TooManyRequests);
    }

    /// <summary>Downloads of tables and of one's own data: more than anybody clicks, fewer than a script can.</summary>
    public static TBuilder LimitDownloads<TBuilder>(this TBuilder routes) where TBuilder : IEndpointConventionBuilder =>
        routes.LimitPerPerson("downloads", 60);

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
