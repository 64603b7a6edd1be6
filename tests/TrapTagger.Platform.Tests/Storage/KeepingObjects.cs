using System.Text;
using TrapTagger.Platform.Storage;

namespace TrapTagger.Platform.Tests.Storage;

public sealed class KeepingObjectsInAFolder : KeepingObjects<FolderUnderTest>;

public sealed class KeepingObjectsInABucket : KeepingObjects<BucketUnderTest>;

/// <summary>What every object store does, in the same words.</summary>
public abstract class KeepingObjects<TStore> : IAsyncLifetime
    where TStore : IStoreUnderTest, new()
{
    private static readonly byte[] Bytes = "a photograph"u8.ToArray();
    private static readonly byte[] Other = "another"u8.ToArray();

    private readonly TStore _under = new();

    private IObjectStore Store => field ??= _under.At(TimeProvider.System);

    public async ValueTask InitializeAsync() => await _under.StartAsync();

    [Theory]
    [InlineData("wild/12/Kruger é/SDZG 1/#1 100%+&.JPG")]
    [InlineData("wild/12/a:b?*\"<>|.jpg")]
    [InlineData("wild/12/ends with a dot./and a blank .jpg ")]
    [InlineData("wild/12/日本/🦁 'n'.jpg")]
    public async Task what_was_written_is_read_and_listed_under_its_key(string key)
    {
        await Store.WriteAsync(key, Bytes, Ct);

        Assert.Equal(Bytes, await Store.ReadAsync(key, Ct));
        Assert.Equal(Bytes.Length, await Store.SizeAsync(key, Ct));
        Assert.Equal([new(key, Bytes.Length)], await Listed("wild/12/"));
    }

    [Fact]
    public async Task what_begins_with_a_dot_is_the_stores_own_and_in_no_list()
    {
        await Store.WriteAsync(".own/a", Bytes, Ct);
        await Store.WriteAsync("wild/.a", Bytes, Ct);

        Assert.Equal([new("wild/.a", Bytes.Length)], await Listed(""));
        Assert.Equal(Bytes, await Store.ReadAsync(".own/a", Ct));
    }

    [Fact]
    public async Task what_is_not_there_is_nothing_and_no_error()
    {
        Assert.Null(await Store.ReadAsync("wild/a.jpg", Ct));
        Assert.Null(await Store.ReadAsync("wild/a.jpg", 0, 10, Ct));
        Assert.Null(await Store.SizeAsync("wild/a.jpg", Ct));
        Assert.Empty(await Listed("wild/"));
        await Store.DeleteAsync("wild/a.jpg", Ct);
    }

    [Fact]
    public async Task an_object_is_replaced_and_deleted()
    {
        await Store.WriteAsync("wild/a.jpg", Bytes, Ct);
        await Store.WriteAsync("wild/a.jpg", Other, Ct);
        Assert.Equal(Other, await Store.ReadAsync("wild/a.jpg", Ct));

        await Store.DeleteAsync("wild/a.jpg", Ct);

        Assert.Null(await Store.ReadAsync("wild/a.jpg", Ct));
    }

    [Fact]
    public async Task an_empty_object_is_an_object()
    {
        await Store.WriteAsync("wild/a.jpg", ReadOnlyMemory<byte>.Empty, Ct);

        Assert.Empty((await Store.ReadAsync("wild/a.jpg", Ct))!);
        Assert.Equal(0, await Store.SizeAsync("wild/a.jpg", Ct));
    }

    [Theory]
    [InlineData(2, 5, "photo")]
    [InlineData(0, 100, "a photograph")]
    [InlineData(9, 100, "aph")]
    [InlineData(12, 5, "")]
    [InlineData(100, 5, "")]
    public async Task some_bytes_can_be_read_alone(long from, int count, string expected)
    {
        await Store.WriteAsync("wild/a.jpg", Bytes, Ct);

        Assert.Equal(Encoding.UTF8.GetBytes(expected), await Store.ReadAsync("wild/a.jpg", from, count, Ct));
    }

    [Fact]
    public async Task more_than_a_thousand_are_listed_by_prefix_and_deleted_at_once()
    {
        var keys = Enumerable.Range(0, 1003).Select(i => $"wild/1/{i}.jpg").ToList();
        await Parallel.ForEachAsync(
            keys.Append("wild/10/a.jpg").Append("wilder/1/a.jpg"), Ct,
            async (key, ct) => await Store.WriteAsync(key, Bytes, ct));

        Assert.Equal(keys.Order(), (await Listed("wild/1/")).Select(o => o.Key).Order());
        Assert.Equal(1004, (await Listed("wild/1")).Count);
        Assert.Equal(1005, (await Listed("wild")).Count);
        Assert.Equal(1005, (await Listed("")).Count);

        await Store.DeleteAsync(keys.Append("wild/1/never.jpg"), Ct);

        Assert.Equal(["wild/10/a.jpg", "wilder/1/a.jpg"], (await Listed("")).Select(o => o.Key).Order());
    }

    [Fact]
    public async Task of_several_that_create_an_object_at_once_one_does()
    {
        var contents = Enumerable.Range(0, 8).Select(i => Encoding.UTF8.GetBytes($"by {i}")).ToList();

        var created = await Task.WhenAll(contents.Select(c => Store.CreateAsync("wild/a.jpg", c, Ct)));

        var winner = Assert.Single(contents.Zip(created), c => c.Second).First;
        Assert.Equal(winner, await Store.ReadAsync("wild/a.jpg", Ct));
        Assert.False(await Store.CreateAsync("wild/a.jpg", Bytes, Ct));
    }

    [Theory]
    [InlineData(1000)]
    [InlineData(64 * 1024 * 1024)]
    [InlineData(130 * 1024 * 1024 + 1)]
    public async Task a_stream_of_any_length_is_written(long length)
    {
        await Store.WriteAsync("wild/clip.mp4", new Flow(length), Ct);

        Assert.Equal(length, await Store.SizeAsync("wild/clip.mp4", Ct));
        Assert.Equal(Flow.At(length - 5, 5), await Store.ReadAsync("wild/clip.mp4", length - 5, 100, Ct));
        Assert.Equal(Flow.At(length / 2, 100), await Store.ReadAsync("wild/clip.mp4", length / 2, 100, Ct));
    }

    [Theory]
    [InlineData(1000)]
    [InlineData(100 * 1024 * 1024)]
    public async Task a_stream_that_fails_changes_nothing(long after)
    {
        await Store.WriteAsync("wild/clip.mp4", Bytes, Ct);

        await Assert.ThrowsAsync<InvalidDataException>(
            () => Store.WriteAsync("wild/clip.mp4", new Flow(after, fails: true), Ct));

        Assert.Equal(Bytes, await Store.ReadAsync("wild/clip.mp4", Ct));
        Assert.Equal([new("wild/clip.mp4", Bytes.Length)], await Listed(""));
    }

    [Theory]
    [InlineData("../secret")]
    [InlineData("wild/../../secret")]
    [InlineData("/etc/passwd")]
    [InlineData("wild//a.jpg")]
    [InlineData("")]
    public async Task a_key_that_could_lead_elsewhere_is_refused(string key)
    {
        await Assert.ThrowsAsync<ArgumentException>(() => Store.ReadAsync(key, Ct));
        await Assert.ThrowsAsync<ArgumentException>(() => Store.WriteAsync(key, Bytes, Ct));
        await Assert.ThrowsAsync<ArgumentException>(() => Store.DeleteAsync([key], Ct));
        Assert.Throws<ArgumentException>(() => Store.SignGet(key, TimeSpan.FromHours(1)));
        Assert.Throws<ArgumentException>(() => Store.SignPut(key, 1, new('0', 64), TimeSpan.FromHours(1)));
    }

    public async ValueTask DisposeAsync()
    {
        await _under.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private async Task<List<(string Key, long Size)>> Listed(string prefix) =>
        await Store.ListAsync(prefix, Ct).Select(found => (found.Key, found.Size)).ToListAsync(Ct);
}
