using System.Net;

namespace TrapTagger.Platform.Data;

/// <summary>Whether a server is on this machine: then nobody can listen on the way there.</summary>
internal static class ThisMachine
{
    /// <summary>Also a path, which is a socket in the file system.</summary>
    internal static bool Is(string server) => server.Trim() is var name
        && (name is "localhost" || name.StartsWith('/')
            || (IPAddress.TryParse(name.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address)));
}
