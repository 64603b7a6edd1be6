using System.Net;
using System.Net.Sockets;
using System.Runtime.Versioning;

namespace TrapTagger.AppHost;

/// <summary>Whether this machine can do what the operator chose, asked before anything is started.</summary>
internal static class Machine
{
    // Keys, password hashes and mail with links to sign in by lie in the data folder.
    private const UnixFileMode Mine = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>Why it can't, in a sentence that says what to do; null when it can. Makes the data folder.</summary>
    internal static string? Reject(Choices choices) =>
        (choices.Errand is null ? RejectPort(choices.Port) : null) ?? RejectFolder(choices.DataFolder);

    private static string? RejectPort(int port)
    {
        // Both, because a browser may take either for localhost.
        foreach (var address in (IPAddress[])[IPAddress.Loopback, IPAddress.IPv6Loopback])
        {
            switch (Bind(address, port))
            {
                case SocketError.AddressAlreadyInUse:
                    var other = port < IPEndPoint.MaxPort ? port + 1 : port - 1;
                    return $"Port {port} is in use: " +
                        $"stop the other program, or choose another port with --port {other}.";
                case SocketError.AccessDenied:
                    return $"Port {port} is reserved: choose one from 1024 up, for example with --port 5210.";
            }
        }

        return null;
    }

    private static SocketError Bind(IPAddress address, int port)
    {
        try
        {
            using var listener = new TcpListener(address, port);
            listener.Start();
            return SocketError.Success;
        }
        catch (SocketException e)
        {
            return e.SocketErrorCode; // A machine without IPv6 says so here, and that is no reason.
        }
    }

    private static string? RejectFolder(string folder)
    {
        try
        {
            if (OperatingSystem.IsWindows())
            {
                Directory.CreateDirectory(folder);
            }
            else if (!Directory.EnumerateFileSystemEntries(Directory.CreateDirectory(folder, Mine).FullName).Any())
            {
                CloseToOthers(folder);
            }

            var probe = Path.Combine(folder, Path.GetRandomFileName());
            File.Create(probe, bufferSize: 1, FileOptions.DeleteOnClose).Dispose();
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return $"The data folder {folder} cannot be written to: " +
                "make it writable, or choose another with --data FOLDER.";
        }
    }

    /// <summary>Also a new folder that was made open. Later, who may look in is the operator's choice.</summary>
    [UnsupportedOSPlatform("windows")]
    private static void CloseToOthers(string folder)
    {
        try
        {
            File.SetUnixFileMode(folder, Mine);
        }
        catch (UnauthorizedAccessException)
        {
            // A drive that keeps no modes, such as an exFAT one.
        }
    }
}
