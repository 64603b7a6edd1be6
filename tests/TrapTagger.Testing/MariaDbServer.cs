using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using MySqlConnector;

namespace TrapTagger.Testing;

/// <summary>A MariaDB server of this program's own, on loopback, in a folder that goes with it.</summary>
public sealed class MariaDbServer
{
    public const string Absent = "mariadbd is not on this machine: apt install mariadb-server.";

    private static readonly Lazy<MariaDbServer> Own = new(() => new MariaDbServer());

    private readonly string[] _options;

    private Process _guard;
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("traptagger-mariadb-");

    /// <param name="options">Further options of the server.</param>
    public MariaDbServer(params string[] options)
    {
        Port = FreePort();
        Chown(_folder.FullName);
        var data = Path.Combine(_folder.FullName, "data");
        // A server that starts removes all temporary tables from the folder for them, in /tmp also those of others.
        var own = $"--tmpdir={_folder.FullName}";
        Run(
            "mariadb-install-db",
            ["--no-defaults", $"--datadir={data}", own, "--auth-root-authentication-method=normal", "--skip-test-db",
                .. AsUser()]);
        _options =
        [
            "--no-defaults", $"--datadir={data}", own, $"--socket={Socket}", $"--pid-file={_folder.FullName}/pid",
            "--bind-address=127.0.0.1", $"--port={Port}", "--skip-name-resolve", "--max-connections=1000",
            // Thousands of small databases: what a power cut would cost is no question here.
            "--innodb-flush-log-at-trx-commit=2", "--innodb-fast-shutdown=2", "--innodb-buffer-pool-size=96M",
            "--innodb-flush-method=nosync", "--innodb-file-per-table=0",
            $"--log-error={_folder.FullName}/log", .. AsUser(), .. options,
        ];
        _guard = Start(_options);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Stop();
        WaitUntilUp();
    }

    public static bool IsInstalled => Find() is not null;

    /// <summary>The one that this program's tests share.</summary>
    public static MariaDbServer Shared => Own.Value;

    public int Port { get; }

    private string Socket => Path.Combine(_folder.FullName, "sock");

    /// <summary>As the administrator of the server.</summary>
    public string Admin => $"Server={Socket};Protocol=unix;User ID=root;Password=;Pooling=false";

    /// <summary>A database as a server makes it unasked, and a user who may do anything in it.</summary>
    public string CreateDatabase(string name)
    {
        Execute($"""
            CREATE DATABASE {name};
            CREATE USER IF NOT EXISTS '{name}'@'%' IDENTIFIED BY 'secret';
            GRANT ALL ON {name}.* TO '{name}'@'%';
            """);
        return ConnectionString(name);
    }

    /// <summary>Of a database made as above.</summary>
    public string ConnectionString(string name) =>
        $"Server=127.0.0.1;Port={Port};User ID={name};Password=secret;Database={name};Maximum Pool Size=40";

    public void Execute(string sql)
    {
        using var connection = new MySqlConnection(Admin);
        connection.Open();
        using var command = new MySqlCommand(sql, connection);
        command.ExecuteNonQuery();
    }

    /// <summary>SIGKILL, as when the machine has no memory left.</summary>
    public void Kill()
    {
        _guard.StandardInput.Close();
        _guard.WaitForExit();
    }

    /// <summary>Stands still in the middle of whatever it does, and then goes on.</summary>
    public async Task Pause(TimeSpan time)
    {
        var server = File.ReadAllText(Path.Combine(_folder.FullName, "pid")).Trim();
        Run("kill", "-STOP", server);
        await Task.Delay(time);
        Run("kill", "-CONT", server);
    }

    /// <summary>Begins another life, on the same data and port; it repairs itself before it answers.</summary>
    public void Start() => _guard = Start(_options);

    public void Restart()
    {
        Kill();
        Start();
    }

    public void Stop()
    {
        if (!_guard.HasExited)
        {
            Kill();
        }
        if (_folder.Exists)
        {
            _folder.Delete(recursive: true);
        }
    }

    /// <summary>A shell ends the server when its input ends, which is when this program does.</summary>
    private static Process Start(string[] arguments) => Process.Start(new ProcessStartInfo(
        "sh", ["-c", "\"$@\" </dev/null >/dev/null 2>&1 & server=$!; cat >/dev/null; kill -9 $server; wait", "sh",
            Find()!, .. arguments])
    {
        RedirectStandardInput = true,
    })!;

    private void WaitUntilUp()
    {
        for (var tries = 0; ; tries++)
        {
            try
            {
                Execute("SELECT 1");
                return;
            }
            catch (MySqlException) when (tries < 600)
            {
                Thread.Sleep(50);
            }
        }
    }

    private static void Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var said = process.StandardError.ReadToEndAsync();
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{program} failed: {said.GetAwaiter().GetResult()}");
        }
    }

    /// <summary>mariadbd doesn't run as root.</summary>
    private static string[] AsUser() => Environment.UserName == "root" ? ["--user=mysql"] : [];

    private static void Chown(string folder)
    {
        if (Environment.UserName == "root")
        {
            Run("chown", "mysql", folder);
        }
    }

    private static string? Find() => ((string[])["/usr/sbin/mariadbd", "/usr/bin/mariadbd", "/usr/local/bin/mariadbd"])
        .FirstOrDefault(File.Exists);

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
