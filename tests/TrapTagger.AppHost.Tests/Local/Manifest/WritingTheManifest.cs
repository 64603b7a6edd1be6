using System.Text.Json;
using System.Text.Json.Nodes;
using TrapTagger.Testing;

namespace TrapTagger.AppHost.Tests;

public sealed class WritingTheManifest : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData]
    [InlineData("--infrastructure", "external")]
    public async Task it_is_what_the_schema_asks_for(params string[] arguments)
    {
        var schema = new JsonSchema(JsonElement.Parse(File.ReadAllText(Example("aspire-8.0.json"))));

        var manifest = await Written(arguments);

        Assert.Empty(schema.Errors(JsonElement.Parse(manifest.ToJsonString())));
        Assert.NotEmpty(schema.Errors(JsonElement.Parse(
            manifest.ToJsonString().Replace("container.v0", "container.v9").Replace("project.v0", "dapr.v0"))));
    }

    [Fact]
    public async Task it_says_of_mysql_what_aspires_own_says()
    {
        var (ours, real) = (await Resources(), Real("MySqlDb.AppHost.manifest.json"));

        // The example mounts a folder of scripts, where we keep the data.
        Assert.Equal(
            Words(real, "mysql", without: ["bindMounts"], ("catalog", "traptagger")),
            Words(ours, "mysql", without: ["volumes"]));
        Assert.Equal(Words(real, "catalog", [], ("catalog", "traptagger")), Words(ours, "traptagger", []));
        Assert.Equal(Words(real, "mysql-password", []), Words(ours, "mysql-password", []));
        Assert.Equal(Words(real, "mysql-password-uri-encoded", []), Words(ours, "mysql-password-uri-encoded", []));
        Assert.Equal("""[{"name":"traptagger-mysql","target":"/var/lib/mysql","readOnly":false}]""",
            ours["mysql"]!["volumes"]!.ToJsonString());
    }

    [Fact]
    public async Task it_says_of_redis_what_aspires_own_says()
    {
        var (ours, real) = (await Resources(), Real("Redis.AppHost.manifest.json"));

        // The example keeps its data; the scheme is one that the schema refuses; the condition is an empty text.
        Assert.Equal(
            Words(real, "redis", without: ["volumes"], (" --save 60 1", ""),
                ("\"scheme\":\"redis\"", "\"scheme\":\"tcp\""),
                ("{cond-redis-bindings-tcp-tlsenabled-d148d83a.connectionString}", "")),
            Words(ours, "redis", []));
        Assert.Equal("", Text(real, "cond-redis-bindings-tcp-tlsenabled-d148d83a", "connectionString"));
        Assert.Equal(Words(real, "redis-password", []), Words(ours, "redis-password", []));
        Assert.Equal(Words(real, "redis-password-uri-encoded", []), Words(ours, "redis-password-uri-encoded", []));
    }

    [Fact]
    public async Task it_tells_projects_what_aspires_own_tells_them()
    {
        var ours = (await Resources())["web"]!["env"]!.AsObject();
        var mysql = Real("MySqlDb.AppHost.manifest.json")["apiservice"]!["env"]!.AsObject();
        var redis = Real("Redis.AppHost.manifest.json")["apiservice"]!["env"]!.AsObject();

        var expected = mysql.Where(e => !e.Key.Contains("myTestDb", StringComparison.OrdinalIgnoreCase))
            .Concat(redis.Where(e => e.Key.Contains("redis", StringComparison.OrdinalIgnoreCase)))
            .Select(e => $"{e.Key}={e.Value}".Replace("apiservice", "web").Replace("catalog", "traptagger")
                .Replace("CATALOG", "TRAPTAGGER"))
            .Append("ConnectionStrings__objects={objects.connectionString}")
            .Append("TrapTagger__DataFolder={data-folder.value}")
            .Append("TrapTagger__Origins={origins.value}")
            .Append("TrapTagger__KeySecret={key-secret.value}")
            .Append("TrapTagger__Proxies={proxies.value}")
            .Concat(MailVariables.Select(name => $"{name}={{{name.ToLowerInvariant().Replace('_', '-')}.value}}"));

        Assert.Equal(expected.Order(), ours.Select(e => $"{e.Key}={e.Value}").Order());
    }

    [Fact]
    public async Task a_project_is_named_from_the_manifest_on_and_only_the_pages_are_for_everybody()
    {
        var ours = await Resources();
        var real = Real("TestShop.AppHost.manifest.json")["frontend"]!;

        foreach (var (name, project) in (ReadOnlySpan<(string, string)>)[
            ("web", "TrapTagger.Web/TrapTagger.Web.csproj"), ("worker", "TrapTagger.Worker/TrapTagger.Worker.csproj")])
        {
            Assert.Equal((string?)real["type"], Text(ours, name, "type"));
            Assert.Equal(Root(project), Path.GetFullPath(_folder[Text(ours, name, "path")!]));
        }

        Assert.Equal(real["bindings"]!["http"]!.ToJsonString(), ours["web"]!["bindings"]!["http"]!.ToJsonString());
        Assert.Null(ours["worker"]!["bindings"]!["http"]!["external"]);
    }

    [Fact]
    public async Task what_runs_elsewhere_is_asked_for_as_a_secret()
    {
        var ours = (await Written("--infrastructure", "external"))["resources"]!.AsObject();

        Assert.Equal(
            ["traptagger", "redis", "objects", "data-folder", "origins", "proxies", "mail-server", "mail-port",
                "mail-use-tls", "mail-username", "mail-password", "mail-default-sender", "key-secret", "web",
                "worker"],
            ours.Select(r => r.Key));
        Assert.All(["traptagger", "redis", "objects"], name => Assert.Equal(
            """{"type":"parameter.v0","connectionString":"{NAME.value}","value":"{NAME.inputs.value}","""
                .Replace("NAME", name) + """ "inputs":{"value":{"type":"string","secret":true}}}""".Trim(),
            ours[name]!.ToJsonString()));
    }

    [Fact]
    public async Task the_mail_server_is_asked_for_and_only_its_password_is_a_secret()
    {
        var ours = await Resources();

        Assert.All(["mail-password", "key-secret"], name => Assert.Equal(
            """{"type":"string","secret":true}""", ours[name]!["inputs"]!["value"]!.ToJsonString()));
        Assert.Equal(
            """{"type":"string","default":{"value":""}}""", ours["mail-server"]!["inputs"]!["value"]!.ToJsonString());
        Assert.All(MailVariables, name => Assert.Equal(
            (string?)ours["web"]!["env"]![name], (string?)ours["worker"]!["env"]![name]));
    }

    private static readonly string[] MailVariables =
        ["MAIL_SERVER", "MAIL_PORT", "MAIL_USE_TLS", "MAIL_USERNAME", "MAIL_PASSWORD", "MAIL_DEFAULT_SENDER"];

    private async Task<JsonObject> Resources() => (await Written())["resources"]!.AsObject();

    /// <summary>With a data folder that can't be: nothing is started, so it doesn't matter.</summary>
    private async Task<JsonObject> Written(params string[] arguments)
    {
        File.WriteAllText(_folder["taken"], "");
        await using var host = RunningAppHost.Start(
            [.. arguments, "--publisher", "manifest", "--output-path", _folder["manifest.json"]],
            ("TRAPTAGGER_DATA", _folder["taken"]));

        Assert.Equal(0, await host.Ends());
        Assert.Empty(host.Lines.Concat(host.Errors));
        return JsonNode.Parse(File.ReadAllText(_folder["manifest.json"]))!.AsObject();
    }

    private static string Words(
        JsonObject resources, string name, string[] without, params (string Theirs, string Ours)[] renamed)
    {
        var resource = resources[name]!.DeepClone().AsObject();
        foreach (var left in without)
        {
            Assert.True(resource.Remove(left));
        }

        return renamed.Aggregate(resource.ToJsonString(), (text, pair) =>
        {
            Assert.Contains(pair.Theirs, text, StringComparison.Ordinal);
            return text.Replace(pair.Theirs, pair.Ours);
        });
    }

    private static string? Text(JsonObject resources, string name, string field) => (string?)resources[name]![field];

    private static JsonObject Real(string file) =>
        JsonNode.Parse(File.ReadAllText(Example(file)))!["resources"]!.AsObject();

    private static string Example(string file)
    {
        var path = Root($"../shared/conformance/aspire/{file}");
        Assert.SkipUnless(File.Exists(path), "Aspire's schema and manifests are not at ../shared/conformance/aspire.");
        return path;
    }

    private static string Root(string path) =>
        Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "../../../..", path));
}
