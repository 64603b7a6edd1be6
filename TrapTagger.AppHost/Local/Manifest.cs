using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace TrapTagger.AppHost.Local;

/// <summary>
/// The application as Aspire describes it to whoever deploys it: schema and words are those of Aspire's own manifests.
/// </summary>
internal static class Manifest
{
    private const int MySqlPort = 3306;
    private const int RedisPort = 6379;

    /// <summary>As long as Aspire asks for.</summary>
    private const int PasswordLength = 22;

    // A person reads it, and no browser: quotes and pluses stay what they are.
    private static readonly JsonSerializerOptions Readable = new()
    {
        WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    internal static void Write(IReadOnlyList<IResource> resources, string file)
    {
        var path = Path.GetFullPath(file);
        var folder = Path.GetDirectoryName(path)!;
        Directory.CreateDirectory(folder);
        File.WriteAllText(path, new JsonObject
        {
            ["$schema"] = "https://json.schemastore.org/aspire-8.0.json",
            ["resources"] = new JsonObject([.. Describe(resources, folder)]),
        }.ToJsonString(Readable) + "\n");
    }

    private static IEnumerable<KeyValuePair<string, JsonNode?>> Describe(
        IReadOnlyList<IResource> resources, string folder)
    {
        foreach (var resource in resources)
        {
            yield return new(resource.Name, Describe(resource, folder));
        }

        foreach (var password in resources.Select(Password).OfType<ParameterResource>())
        {
            yield return new(password.Name, Parameter(password));
            yield return new($"{password.Name}-uri-encoded", new JsonObject
            {
                ["type"] = "annotated.string",
                ["value"] = $"{{{password.Name}.value}}",
                ["filter"] = "uri",
            });
        }
    }

    private static ParameterResource? Password(IResource resource) => resource switch
    {
        MySqlServerResource mysql => mysql.Password,
        RedisResource redis => redis.Password,
        _ => null,
    };

    private static JsonObject Describe(IResource resource, string folder) => resource switch
    {
        ProjectResource project => Project(project, folder),
        MySqlServerResource mysql => MySql(mysql),
        MySqlDatabaseResource database => new()
        {
            ["type"] = "value.v0",
            ["connectionString"] = $"{{{database.Server.Name}.connectionString}};Database={database.Name}",
        },
        RedisResource redis => Redis(redis),
        ParameterResource parameter => Parameter(parameter),
        ConfiguredConnectionString named => Named(named.Name),
        _ => throw new InvalidOperationException($"A manifest has no words for {resource.Name}."),
    };

    private static JsonObject Project(ProjectResource project, string folder)
    {
        var environment = new JsonObject
        {
            ["OTEL_DOTNET_EXPERIMENTAL_OTLP_RETRY"] = "in_memory",
            ["ASPNETCORE_FORWARDEDHEADERS_ENABLED"] = "true",
            ["HTTP_PORTS"] = $"{{{project.Name}.bindings.http.targetPort}}",
        };
        var binding = Binding("http", "http");
        if (project.IsExternal)
        {
            binding["external"] = true;
        }

        return new()
        {
            ["type"] = "project.v0",
            ["path"] = Path.GetRelativePath(folder, project.ProjectPath).Replace('\\', '/'),
            ["env"] = AddTo(environment, project),
            ["bindings"] = new JsonObject { ["http"] = binding },
        };
    }

    private static JsonObject MySql(MySqlServerResource mysql)
    {
        var (host, port) = ($"{{{mysql.Name}.bindings.tcp.host}}", $"{{{mysql.Name}.bindings.tcp.port}}");
        var container = new JsonObject
        {
            ["type"] = "container.v0",
            ["connectionString"] =
                $"Server={host};Port={port};User ID=root;Password={{{mysql.Password.Name}.value}}",
            ["image"] = "docker.io/library/mysql:9.6",
        };
        if (mysql.Volume is { } volume)
        {
            container["volumes"] = new JsonArray(new JsonObject
            {
                ["name"] = volume, ["target"] = "/var/lib/mysql", ["readOnly"] = false,
            });
        }

        container["env"] = AddTo([], mysql);
        container["bindings"] = new JsonObject { ["tcp"] = Binding("tcp", "tcp", MySqlPort) };
        return container;
    }

    private static JsonObject Redis(RedisResource redis) => new()
    {
        ["type"] = "container.v0",
        ["connectionString"] = $"{{{redis.Name}.bindings.tcp.host}}:{{{redis.Name}.bindings.tcp.port}},"
            + $"password={{{redis.Password.Name}.value}}",
        ["image"] = "docker.io/library/redis:8.6",
        ["entrypoint"] = "/bin/sh",
        ["args"] = new JsonArray("-c", "redis-server --requirepass $REDIS_PASSWORD"),
        ["env"] = AddTo([], redis),
        // Aspire 13 says the scheme "redis" here, which the schema doesn't know; it says "tcp" of its other servers.
        ["bindings"] = new JsonObject { ["tcp"] = Binding("tcp", "tcp", RedisPort) },
    };

    private static JsonObject Named(string name) => new()
    {
        ["type"] = "parameter.v0",
        ["connectionString"] = $"{{{name}.value}}",
        ["value"] = $"{{{name}.inputs.value}}",
        ["inputs"] = new JsonObject
        {
            ["value"] = new JsonObject { ["type"] = "string", ["secret"] = true },
        },
    };

    private static JsonObject Parameter(ParameterResource parameter)
    {
        var input = new JsonObject { ["type"] = "string" };
        if (parameter.IsSecret)
        {
            input["secret"] = true;
        }

        if (parameter.IsGenerated)
        {
            var generate = new JsonObject { ["minLength"] = PasswordLength };
            if (!parameter.MayBeSpecial)
            {
                generate["special"] = false;
            }

            input["default"] = new JsonObject { ["generate"] = generate };
        }
        else if (parameter.PublishesValue)
        {
            input["default"] = new JsonObject { ["value"] = parameter.Value };
        }

        return new()
        {
            ["type"] = "parameter.v0",
            ["value"] = $"{{{parameter.Name}.inputs.value}}",
            ["inputs"] = new JsonObject { ["value"] = input },
        };
    }

    private static JsonObject AddTo(JsonObject environment, ProgramResource program)
    {
        foreach (var (name, setting) in program.Environment.Where(s => s.Value.InManifest is not null))
        {
            environment[name] = setting.InManifest;
        }

        return environment;
    }

    private static JsonObject Binding(string scheme, string transport, int? targetPort = null)
    {
        var binding = new JsonObject { ["scheme"] = scheme, ["protocol"] = "tcp", ["transport"] = transport };
        if (targetPort is { } port)
        {
            binding["targetPort"] = port;
        }

        return binding;
    }
}
