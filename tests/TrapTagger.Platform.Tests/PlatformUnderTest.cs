using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using TrapTagger.Platform.Data;
using TrapTagger.Testing;

namespace TrapTagger.Platform.Tests;

/// <summary>The platform alone, on a database and data folder of its own.</summary>
internal sealed class PlatformUnderTest : IAsyncDisposable
{
    private readonly DirectoryInfo _folder;
    private readonly TestDatabase _database;
    private readonly bool _isOwner;
    private readonly IHost _host;

    private readonly string? _redis;
    private readonly (string Name, string Value)[] _settings;

    private PlatformUnderTest(
        DirectoryInfo folder, TestDatabase? database, Action<IServiceCollection, string>? more, string? redis,
        (string Name, string Value)[] settings)
    {
        (_folder, _isOwner, _settings) = (folder, database is null, settings);
        _redis = redis ?? SharedServers.Coordination();
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Logging.SetMinimumLevel(LogLevel.None);
        _database = database ?? new(folder);
        var connection = _database.ConnectionString;
        builder.Configuration["TrapTagger:DataFolder"] = folder.FullName;
        builder.Configuration["ConnectionStrings:traptagger"] = connection;
        builder.Configuration["ConnectionStrings:objects"] = $"Folder={Path.Combine(folder.FullName, "objects")}";
        builder.Configuration["ConnectionStrings:redis"] = _redis;
        foreach (var (name, value) in settings)
        {
            builder.Configuration[name] = value;
        }
        builder.Services.AddPlatform(builder.Configuration);
        more?.Invoke(builder.Services, connection);
        _host = builder.Build();
    }

    public string Folder => _folder.FullName;

    public Db Db => Get<Db>();

    public T Get<T>() where T : notnull => _host.Services.GetRequiredService<T>();

    public static async Task<PlatformUnderTest> StartAsync(
        Action<IServiceCollection, string>? more = null, RedisServer? redis = null, string redisPassword = "",
        DirectoryInfo? folder = null, params (string Name, string Value)[] settings)
    {
        var platform = new PlatformUnderTest(
            folder ?? Directory.CreateTempSubdirectory("traptagger-platform-"), null, more,
            redis is null ? null : $"{redis.Address},password={redisPassword}", settings);
        await platform.Get<Migrations>().ApplyAsync(TestContext.Current.CancellationToken);
        await platform._host.StartAsync(TestContext.Current.CancellationToken);
        return platform;
    }

    /// <summary>A process that has not begun yet, on a database without tables or on another one's.</summary>
    public static PlatformUnderTest Unstarted(PlatformUnderTest? beside = null) => beside is null
        ? new(Directory.CreateTempSubdirectory("traptagger-platform-"), null, null, null, [])
        : new(beside._folder, beside._database, null, beside._redis, []);

    /// <summary>Another process's view of the same data.</summary>
    public async Task<PlatformUnderTest> BesideAsync(
        Action<IServiceCollection, string>? more = null, params (string Name, string Value)[] settings)
    {
        var other = new PlatformUnderTest(_folder, _database, more, _redis, [.. _settings, .. settings]);
        await other._host.StartAsync(TestContext.Current.CancellationToken);
        return other;
    }

    public async Task<T?> Ask<T>(string sql, object? arguments = null)
    {
        await using var session = await Db.OpenAsync(TestContext.Current.CancellationToken);
        return await session.ScalarAsync<T>(sql, arguments);
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync(CancellationToken.None);
        _host.Dispose();
        if (_isOwner)
        {
            _database.Dispose();
            _folder.Delete(recursive: true);
        }
    }
}
