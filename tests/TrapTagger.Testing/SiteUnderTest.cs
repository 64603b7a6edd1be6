using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.Mvc.Testing.Handlers;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using TrapTagger.Platform.Data;
using TrapTagger.Platform.Identity;
using TrapTagger.Platform.Jobs;
using TrapTagger.Platform.Storage;
using TrapTagger.Testing.Objects;

namespace TrapTagger.Testing;

/// <summary>The whole site on a database and data folder of its own. Tests speak to it as a browser would.</summary>
public sealed class SiteUnderTest : IAsyncDisposable
{
    /// <summary>Objects are files, whatever the database is.</summary>
    public const string Files = "files";

    private readonly WebApplicationFactory<Program> _web;
    private readonly List<string> _log = [];
    private readonly TestDatabase _database;

    private readonly bool _isOwner;

    /// <param name="clock">What the site takes for the time; the machine's clock unless a test brings one.</param>
    /// <param name="objects">
    /// Which object store; a bucket of its own where the database is a server, else, or with <see cref="Files"/>, a
    /// folder.
    /// </param>
    /// <param name="redis">
    /// How it reaches Redis; its own part of one where the database is a server, else, or with "", it runs without.
    /// </param>
    /// <param name="settings">Others that an operator may give.</param>
    public SiteUnderTest(
        TimeProvider? clock = null, string? objects = null, string? redis = null,
        params (string Name, string Value)[] settings)
        : this(Directory.CreateTempSubdirectory("traptagger-test-"), clock, objects, redis, null, settings)
    {
    }

    private SiteUnderTest(
        DirectoryInfo data, TimeProvider? clock, string? objects, string? redis, TestDatabase? database,
        (string Name, string Value)[] settings)
    {
        Data = data;
        _isOwner = database is null;
        _database = database ?? new(Data, mayHaveTables: true);
        Settings = new()
        {
            ["TrapTagger:DataFolder"] = Data.FullName,
            ["ConnectionStrings:traptagger"] = _database.ConnectionString,
            ["ConnectionStrings:objects"] = (objects == Files ? null : objects ?? SharedServers.Objects())
                ?? $"Folder={Path.Combine(Data.FullName, "objects")}",
            ["ConnectionStrings:redis"] = redis ?? SharedServers.Coordination() ?? "",
            ["TrapTagger:Origins"] = "http://localhost",
        };
        foreach (var (name, value) in settings)
        {
            Settings[name] = value;
        }
        _web = new WebApplicationFactory<Program>().WithWebHostBuilder(host =>
        {
            Configure(host, Settings, _log);
            host.ConfigureTestServices(services => services
                .AddSingleton(clock ?? TimeProvider.System)
                .PostConfigure<PasswordHasherOptions>(options => options.IterationCount = SiteRows.Rounds));
        });
        Rows = new(Settings["ConnectionStrings:traptagger"]) { Unsealed = Unsealed };
        _ = _web.Server;
        // The first pages come when there are tables.
        _web.Services.GetRequiredService<Migrations>().Applied
            .WaitAsync(TimeSpan.FromMinutes(2)).GetAwaiter().GetResult();
        _database.HasEveryTable();
    }

    /// <summary>Where this site keeps everything.</summary>
    public DirectoryInfo Data { get; }

    /// <summary>What the AppHost would have passed.</summary>
    public Dictionary<string, string> Settings { get; }

    /// <summary>Rows as they lie in the database, for setting a scene and for looking at what came of it.</summary>
    public SiteRows Rows { get; }

    /// <summary>What the site printed.</summary>
    public IReadOnlyList<string> Log
    {
        get
        {
            lock (_log)
            {
                return [.. _log];
            }
        }
    }

    /// <summary>Every route the site answers, with what it needs; null where it says nothing.</summary>
    public IEnumerable<(string Method, string Pattern, Need? Need)> Routes() =>
        from endpoint in _web.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        from method in endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["GET"]
        select (
            method, "/" + endpoint.RoutePattern.RawText!.TrimStart('/'), endpoint.Metadata.GetMetadata<Need>());

    /// <summary>An object that lies in its store, however it came there.</summary>
    public Task Keeps(string key, byte[] bytes) => Objects.WriteAsync(key, bytes, CancellationToken.None);

    /// <summary>How many bytes an object has; null: it is not there.</summary>
    public Task<long?> SizeOf(string key) => Objects.SizeAsync(key, CancellationToken.None);

    /// <summary>A stranger with a browser.</summary>
    public Visitor Visitor() =>
        new(_web.CreateDefaultClient(new CookieContainerHandler(), new ReachingTheStore(Objects.Origin)));

    /// <summary>A person of the organisation, signed in through the form.</summary>
    public async Task<Visitor> SignedIn(string person = "Ann", string organisation = "Wild Test") =>
        await SignsIn((await Rows.HasPerson(person, organisation)).Email);

    /// <summary>Whoever looks after the whole site.</summary>
    public async Task<Visitor> SignedInAsSiteAdministrator(string person = "Sam", string organisation = "Wild Test")
    {
        var account = await Rows.HasPerson(person, organisation);
        await Rows.Run("UPDATE person SET site_administrator = TRUE WHERE id = @Person", new { account.Person });
        return await SignsIn(account.Email);
    }

    /// <summary>Somebody whose account is there, through the form.</summary>
    public async Task<Visitor> SignsIn(string email)
    {
        var visitor = Visitor();
        var seen = await visitor.Submits(
            (await visitor.Opens("/sign-in")).Form(), ("email", email), ("password", SiteRows.Password));
        Xunit.Assert.Equal(System.Net.HttpStatusCode.SeeOther, seen.Status);
        return visitor;
    }

    /// <summary>A worker beside the site, on the same data.</summary>
    public WorkerUnderTest StartsWorker() => new(Settings);

    /// <summary>Does what waits for a worker, by this site's clock.</summary>
    public async Task WorksOff()
    {
        var kinds = _web.Services.GetRequiredService<JobKinds>();
        foreach (var job in await Rows.Rows<Waiting>("SELECT id, kind, argument FROM job ORDER BY id"))
        {
            await using var scope = _web.Services.CreateAsyncScope();
            await kinds[job.Kind].Run(scope.ServiceProvider, job.Argument, CancellationToken.None);
            await Rows.Run("DELETE FROM job WHERE id = @Id", new { job.Id });
        }
    }

    /// <summary>Another web process of the same site.</summary>
    public SiteUnderTest Beside(TimeProvider? clock = null) => new(this, clock);

    private SiteUnderTest(SiteUnderTest first, TimeProvider? clock)
        : this(
            first.Data, clock, first.Settings["ConnectionStrings:objects"], first.Settings["ConnectionStrings:redis"],
            first._database, [])
    {
    }

    public async ValueTask DisposeAsync()
    {
        await _web.DisposeAsync();
        if (!_isOwner)
        {
            return;
        }
        _database.Dispose();
        TemporaryFolder.Remove(Data.FullName);
    }

    private IObjectStore Objects => _web.Services.GetRequiredService<IObjectStore>();

    private string Unsealed(string content) => content is ['{', ..]
        ? content
        : _web.Services.GetRequiredService<IDataProtectionProvider>().CreateProtector("TrapTagger.Platform.Mail")
            .Unprotect(content);

    private sealed record Waiting
    {
        public string Id { get; init; } = "";
        public string Kind { get; init; } = "";
        public string Argument { get; init; } = "";
    }

    internal static void Configure(IWebHostBuilder host, Dictionary<string, string> settings, List<string> log)
    {
        foreach (var (name, value) in settings)
        {
            host.UseSetting(name, value);
        }
        host.ConfigureLogging(logging => logging.ClearProviders().AddProvider(new ListLogger(log)));
    }
}
