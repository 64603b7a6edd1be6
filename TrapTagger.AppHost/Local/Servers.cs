using System.Diagnostics;
using System.Text.RegularExpressions;
using TrapTagger.AppHost;
using TrapTagger.AppHost.Local;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>A server that a script starts, watched by <c>Servers/guard.sh</c>: it ends with this program.</summary>
internal abstract partial class ServerResource(string name, string shell, string script, Kept kept)
    : ProgramResource(name)
{
    /// <summary>Also where Debian puts servers, which is not on everybody's path.</summary>
    internal static string Path { get; } =
        $"{System.Environment.GetEnvironmentVariable("PATH")}:/usr/local/sbin:/usr/sbin:/sbin";

    internal string Script => script;

    internal override bool IsOthers => !kept.AreMine;

    internal override ProcessStartInfo Command(Uri address)
    {
        var guard = System.IO.Path.Combine(AppHostProject.Directory, "Servers", "guard.sh");
        var start = new ProcessStartInfo("/bin/sh", [guard, shell, script])
        {
            WorkingDirectory = System.IO.Path.GetDirectoryName(script),
        };
        start.Environment["PATH"] = Path;
        return start;
    }

    // A server logs for those who tend it alone; of what it says every day, an operator needs nothing.
    internal override bool IsWorthSaying(string line) => Trouble().IsMatch(line) && !Usual().IsMatch(line);

    [GeneratedRegex(@"error|fatal|abort|fail|can't|cannot|unable|denied|full|no space",
        RegexOptions.IgnoreCase)]
    private static partial Regex Trouble();

    [GeneratedRegex(@"\[Note\]|set_numa_affinity|Memory overcommit")]
    private static partial Regex Usual();
}

/// <summary>A program that is no project: the object store's server.</summary>
internal sealed class ExecutableResource(string name, string command, string script, Kept kept)
    : ServerResource(name, command, script, kept);

/// <summary>MariaDB, where Aspire has a container with MySQL.</summary>
internal sealed class MySqlServerResource : ServerResource
{
    private const string User = "traptagger";

    private readonly Kept _kept;

    internal MySqlServerResource(string name, ParameterResource password, Kept kept)
        : base(name, "sh", System.IO.Path.Combine(AppHostProject.Directory, "Servers", "mariadb.sh"), kept)
    {
        (_kept, Password) = (kept, password);
        this.Serves(kept);
        Environment["SERVER_USER"] = new(() => User, null);
        Environment["SERVER_DATABASES"] = new(() => string.Join(' ', Databases), null);
        Environment["MYSQL_ROOT_PASSWORD"] = new(null, $"{{{password.Name}.value}}");
    }

    internal ParameterResource Password { get; }

    internal List<string> Databases { get; } = [];

    internal string? Volume { get; set; }

    internal string ConnectionString =>
        $"Server=127.0.0.1;Port={_kept.Port(Name)};User ID={User};Password={_kept.Password(Name)}";

    internal override Task BecomesHealthyAsync(Uri address, CancellationToken ct) =>
        ServerProbe.MySqlAsync(_kept.Port(Name), ct);
}

internal sealed class MySqlDatabaseResource(string name, MySqlServerResource server) : IResourceWithConnectionString
{
    public string Name => name;

    public string ConnectionString => $"{server.ConnectionString};Database={name}";

    public IEnumerable<(string Name, string InManifest)> ConnectionProperties
    {
        get
        {
            var (host, port) = ($"{{{server.Name}.bindings.tcp.host}}", $"{{{server.Name}.bindings.tcp.port}}");
            return
            [
                ("HOST", host),
                ("PORT", port),
                ("USERNAME", "root"),
                ("PASSWORD", $"{{{server.Password.Name}.value}}"),
                ("URI", $"mysql://root:{{{server.Password.Name}-uri-encoded.value}}@{host}:{port}/{name}"),
                ("JDBCCONNECTIONSTRING", $"jdbc:mysql://{host}:{port}/{name}"),
                ("DATABASENAME", name),
            ];
        }
    }

    internal MySqlServerResource Server => server;
}

/// <summary>A Redis that keeps nothing.</summary>
internal sealed class RedisResource : ServerResource, IResourceWithConnectionString
{
    private readonly Kept _kept;

    internal RedisResource(string name, ParameterResource password, Kept kept)
        : base(name, "sh", System.IO.Path.Combine(AppHostProject.Directory, "Servers", "redis.sh"), kept)
    {
        (_kept, Password) = (kept, password);
        this.Serves(kept);
        Environment["REDIS_PASSWORD"] = new(null, $"{{{password.Name}.value}}");
    }

    public string ConnectionString => $"127.0.0.1:{_kept.Port(Name)},password={_kept.Password(Name)}";

    public IEnumerable<(string Name, string InManifest)> ConnectionProperties
    {
        get
        {
            var (host, port) = ($"{{{Name}.bindings.tcp.host}}", $"{{{Name}.bindings.tcp.port}}");
            return
            [
                ("HOST", host),
                ("PORT", port),
                ("PASSWORD", $"{{{Password.Name}.value}}"),
                ("URI", $"{{{Name}.bindings.tcp.scheme}}://:{{{Password.Name}-uri-encoded.value}}@{host}:{port}"),
            ];
        }
    }

    internal ParameterResource Password { get; }

    internal override Task BecomesHealthyAsync(Uri address, CancellationToken ct) =>
        ServerProbe.RedisAsync(_kept.Port(Name), _kept.Password(Name), ct);
}

internal static class ServerEnvironment
{
    /// <summary>What every script is told; asked for at its start, because a manifest needs no port of ours.</summary>
    internal static void Serves(this ServerResource server, Kept kept)
    {
        server.Environment["SERVER_FOLDER"] = new(() => kept.Folder(server.Name), null);
        server.Environment["SERVER_PORT"] = new(() => $"{kept.Port(server.Name)}", null);
        server.Environment["SERVER_PASSWORD"] = new(() => kept.Password(server.Name), null);
    }
}
