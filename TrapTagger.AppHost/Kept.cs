using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text.Json;

namespace TrapTagger.AppHost;

/// <summary>
/// What the servers of this machine were given: passwords and ports, made when first asked for, kept in the data folder
/// and for its owner's eyes only.
/// </summary>
internal sealed class Kept(string dataFolder)
{
    /// <summary>As long as Aspire makes one.</summary>
    private const int PasswordLength = 22;

    private static FileStream? _mine;

    private readonly Dictionary<string, int> _ports = [];
    private readonly string _file = Path.Combine(dataFolder, "servers", "settings.json");

    /// <summary>A folder for one server's files.</summary>
    internal string Folder(string server)
    {
        var folder = Path.Combine(dataFolder, "servers", server);
        Directory.CreateDirectory(folder);
        return folder;
    }

    /// <summary>Letters and digits: nothing that has to be escaped, wherever it is written.</summary>
    internal string Password(string name) => Value($"{name}-password", _ => true, () =>
        RandomNumberGenerator.GetString("ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789", PasswordLength));

    /// <summary>The same at every start, so that a link to an object stays good, unless it was taken.</summary>
    internal int Port(string name)
    {
        if (!_ports.TryGetValue(name, out var port))
        {
            // Asked once: later it is the server itself that has it.
            var kept = Value($"{name}-port", port => !AreMine || IsFree(int.Parse(port, null)), () => $"{FreePort()}");
            _ports[name] = port = int.Parse(kept, null);
        }

        return port;
    }

    /// <summary>
    /// Whether this process is the one that runs the folder's servers. The file stays locked until the process ends,
    /// however it ends; another one finds it so and uses the servers that run.
    /// </summary>
    internal bool AreMine
    {
        get
        {
            try
            {
                _mine ??= new FileStream(
                    Path.Combine(Folder(""), "lock"), FileMode.OpenOrCreate, FileAccess.Write, FileShare.None);
                return true;
            }
            catch (IOException)
            {
                return false;
            }
        }
    }

    internal static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private string Value(string name, Func<string, bool> isGood, Func<string> make)
    {
        Folder("");
        var values = File.Exists(_file)
            ? JsonSerializer.Deserialize<SortedDictionary<string, string>>(File.ReadAllText(_file))!
            : [];
        if (!values.TryGetValue(name, out var value) || !isGood(value))
        {
            values[name] = value = make();
            Write(JsonSerializer.Serialize(values));
        }

        return value;
    }

    /// <summary>In one step: half a file would lock everybody out of the database.</summary>
    private void Write(string text)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using (var writer = new StreamWriter($"{_file}.new", options))
        {
            writer.Write(text);
        }

        File.Move($"{_file}.new", _file, overwrite: true);
    }

    private static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
