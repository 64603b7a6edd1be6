using System.Data.Common;
using Microsoft.Extensions.Logging.Abstractions;
using TrapTagger.Platform.Storage;
using TrapTagger.Platform.Storage.S3;
using TrapTagger.Testing;
using TrapTagger.Testing.Objects;

namespace TrapTagger.Platform.Tests.Storage;

/// <summary>An empty store, and a browser that can reach its signed URLs.</summary>
public interface IStoreUnderTest : IAsyncDisposable
{
    HttpClient Browser { get; }

    Task StartAsync();

    /// <summary>The store as a process sees it whose clock shows this.</summary>
    IObjectStore At(TimeProvider clock);
}

public sealed class FolderUnderTest : IStoreUnderTest
{
    private readonly SiteUnderTest _site = new();

    public HttpClient Browser => _site.Visitor().Http;

    public Task StartAsync() => Task.CompletedTask;

    public IObjectStore At(TimeProvider clock) => new FolderStore(
        _site.Settings["ConnectionStrings:objects"]["Folder=".Length..],
        new(new DataFolder(_site.Data.FullName).Key("objects"), clock));

    public ValueTask DisposeAsync() => _site.DisposeAsync();
}

/// <summary>A bucket of its own, made by the product itself.</summary>
public sealed class BucketUnderTest : IStoreUnderTest
{
    internal const string Site = "https://traptagger.example.org";

    private readonly List<IDisposable> _owned = [];
    private ObjectGateway? _gateway;

    public HttpClient Browser { get; } = new(new SocketsHttpHandler { UseProxy = false }, disposeHandler: true);

    internal string Bucket { get; } = ObjectGateway.NewBucket();

    internal Uri Endpoint => _gateway!.Endpoint;

    public async Task StartAsync()
    {
        _gateway = await ObjectGateway.StartedAsync();
        await PrepareAsync(TimeProvider.System);
    }

    public IObjectStore At(TimeProvider clock) => new S3Store(Client(), clock);

    /// <summary>What the site does when it starts.</summary>
    internal async Task PrepareAsync(TimeProvider clock)
    {
        using var preparing = new PrepareBucket(
            Client(), new([Site]), clock, NullLogger<PrepareBucket>.Instance);
        await preparing.StartAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Root's, with some of its settings changed and in less of a hurry than the product is patient.</summary>
    internal S3Client Client(Uri? endpoint = null, TimeSpan? patience = null, params (string, string)[] changes)
    {
        var client = new S3Client(Settings(endpoint, changes), patience ?? S3Client.Patience);
        _owned.Add(client);
        return client;
    }

    internal S3Settings Settings(Uri? endpoint = null, params (string Name, string Value)[] changes)
    {
        var given = new DbConnectionStringBuilder
        {
            ConnectionString = _gateway!.ConnectionString(Bucket, endpoint),
        };
        foreach (var (name, value) in changes)
        {
            given[name] = value;
        }
        return new(given);
    }

    public ValueTask DisposeAsync()
    {
        _owned.ForEach(o => o.Dispose());
        Browser.Dispose();
        return ValueTask.CompletedTask;
    }
}
