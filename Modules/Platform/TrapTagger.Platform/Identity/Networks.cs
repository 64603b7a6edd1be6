using System.Net;
using System.Net.Sockets;

namespace TrapTagger.Platform.Identity;

/// <summary>Addresses as logs keep them.</summary>
public static class Networks
{
    /// <summary>
    /// The network an address is in: enough to see a stranger from far away, too little to find a person's home by.
    /// </summary>
    public static string? Of(IPAddress? address) => address switch
    {
        null => null,
        { IsIPv4MappedToIPv6: true } => Of(address.MapToIPv4()),
        { AddressFamily: AddressFamily.InterNetworkV6 } => Prefix(address, 48),
        _ => Prefix(address, 24),
    };

    private static string Prefix(IPAddress address, int bits)
    {
        var bytes = address.GetAddressBytes();
        bytes.AsSpan(bits / 8).Clear();
        return $"{new IPAddress(bytes)}/{bits}";
    }
}
