using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using TrapTagger.Platform.Data;
using IPNetwork = System.Net.IPNetwork;

namespace TrapTagger.Platform.Identity;

/// <summary>
/// Who is believed when it says from where a person came, and whether by https: then cookies are for https only. A
/// proxy on this machine is, and those that the setting names; whoever else says so is a stranger who would like to be
/// counted as somebody else.
/// </summary>
public static class Proxies
{
    private const string Setting = "TrapTagger:Proxies";

    /// <exception cref="UnusableSettingException">What the setting names is no address.</exception>
    public static IServiceCollection AddProxies(this IServiceCollection services, IConfiguration configuration)
    {
        var networks = Read(configuration[Setting]);
        return services.Configure<ForwardedHeadersOptions>(options =>
        {
            options.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
            foreach (var network in networks)
            {
                options.KnownIPNetworks.Add(network);
            }
        });
    }

    private static List<IPNetwork> Read(string? setting) =>
    [
        .. (setting ?? "").Split(
                [',', ' ', ';'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(one => Network(one) ?? throw new UnusableSettingException(
                $"'{one}' in the setting '{Setting}' is neither an address nor a network: name the proxies that are "
                + "believed as 10.0.0.7 or 10.0.0.0/24, with commas between them.")),
    ];

    private static IPNetwork? Network(string text) =>
        IPAddress.TryParse(text, out var address) ? new(address, address.GetAddressBytes().Length * 8)
        : IPNetwork.TryParse(text, out var network) ? network
        : null;
}
