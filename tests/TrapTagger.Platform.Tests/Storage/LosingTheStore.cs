using TrapTagger.Platform.Storage.S3;
using TrapTagger.Testing;
using TrapTagger.Testing.Objects;

namespace TrapTagger.Platform.Tests.Storage;

/// <summary>A store with bad moments, through a proxy that makes them.</summary>
public sealed class LosingTheStore : IAsyncLifetime
{
    private static readonly byte[] Bytes = "a photograph"u8.ToArray();

    private readonly BucketUnderTest _under = new();
    private ObjectProxy? _proxy;

    private ObjectProxy Proxy => _proxy!;

    public async ValueTask InitializeAsync()
    {
        await _under.StartAsync();
        _proxy = await ObjectProxy.BeforeAsync(_under.Endpoint);
    }

    [Fact]
    public async Task what_it_refuses_now_and_then_is_asked_for_again()
    {
        Proxy.Refuses = (_, number) => number % 3 == 0 ? 503 : null;
        var store = Store();

        for (var i = 0; i < 10; i++)
        {
            await store.WriteAsync($"wild/{i}.jpg", Bytes, Ct);
            Assert.Equal(Bytes, await store.ReadAsync($"wild/{i}.jpg", Ct));
        }

        Assert.Equal(10, await store.ListAsync("wild/", Ct).CountAsync(Ct));
        Assert.InRange(Proxy.Asked, 31, 40);
    }

    [Fact]
    public async Task what_it_goes_on_refusing_is_a_sentence()
    {
        Proxy.Refuses = (_, _) => 503;

        var away = await Assert.ThrowsAsync<UnavailableException>(() => Store().SizeAsync("wild/a.jpg", Ct));

        Assert.StartsWith(
            $"The object store at {Proxy.Address.GetLeftPart(UriPartial.Authority)} can't do it now: it answered 503",
            away.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task one_that_is_not_there_is_a_sentence()
    {
        var nobody = new Uri($"http://127.0.0.1:{RunningAppHost.FreePort()}/");
        var store = new S3Store(_under.Client(nobody), TimeProvider.System);

        var away = await Assert.ThrowsAsync<UnavailableException>(() => store.WriteAsync("wild/a.jpg", Bytes, Ct));

        Assert.Matches(
            $"^The object store at {nobody.AbsoluteUri.TrimEnd('/')} does not answer: Connection refused\\.$",
            away.Message);
    }

    [Fact]
    public async Task one_that_hangs_is_given_up_and_found_again()
    {
        var gate = new TaskCompletionSource();
        Proxy.Gate = gate.Task;
        var store = Store(patience: TimeSpan.FromMilliseconds(200));

        var away = await Assert.ThrowsAsync<UnavailableException>(() => store.ReadAsync("wild/a.jpg", Ct));
        Assert.EndsWith("does not answer: nothing came in time.", away.Message, StringComparison.Ordinal);

        gate.SetResult();
        await Store().WriteAsync("wild/a.jpg", Bytes, Ct);
    }

    [Fact]
    public async Task who_waits_for_it_can_be_stopped()
    {
        Proxy.Gate = new TaskCompletionSource().Task;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Ct);

        var waiting = Store().ReadAsync("wild/a.jpg", stop.Token);
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }

    [Fact]
    public async Task a_large_write_whose_part_fails_leaves_nothing_of_itself()
    {
        Proxy.Refuses = (request, _) => request.Query["partNumber"] == "2" ? 503 : null;

        await Assert.ThrowsAsync<UnavailableException>(
            () => Store().WriteAsync("wild/clip.mp4", new Flow(MultipartWrite.PartBytes + 1), Ct));

        await IsNothingLeft();
    }

    [Fact]
    public async Task a_large_write_that_can_t_be_taken_back_either_is_waited_for_all_the_same()
    {
        Proxy.Refuses = (request, _) => !request.Query.ContainsKey("uploadId") ? null : request.Method switch
        {
            "POST" => 503,
            "DELETE" => 404, // as where it had been completed, and only the answer was lost
            _ => null,
        };

        await Assert.ThrowsAsync<UnavailableException>(
            () => Store().WriteAsync("wild/clip.mp4", new Flow(MultipartWrite.PartBytes + 1), Ct));
    }

    [Fact]
    public async Task a_large_write_that_is_stopped_leaves_nothing_of_itself()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        Proxy.Refuses = (request, _) =>
        {
            if (request.Query["partNumber"] == "1")
            {
                stop.Cancel();
            }
            return null;
        };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => Store().WriteAsync("wild/clip.mp4", new Flow(MultipartWrite.PartBytes + 1), stop.Token));

        await IsNothingLeft();
    }

    [Fact]
    public async Task what_a_killed_process_had_sent_parts_of_is_removed_by_a_later_start()
    {
        var root = _under.Client();
        await root.AskAsync(
            (c, limit) => c.InitiateMultipartUploadAsync(_under.Bucket, "wild/clip.mp4", limit), Ct);

        await _under.PrepareAsync(TimeProvider.System);
        Assert.Single(await Unfinished());

        var clock = new TestClock();
        clock.Advance(TimeSpan.FromHours(25));
        await _under.PrepareAsync(clock);
        Assert.Empty(await Unfinished());
    }

    public async ValueTask DisposeAsync()
    {
        await Proxy.DisposeAsync();
        await _under.DisposeAsync();
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private S3Store Store(TimeSpan? patience = null) =>
        new(_under.Client(Proxy.Address, patience), TimeProvider.System);

    private async Task IsNothingLeft()
    {
        Assert.Empty(await _under.At(TimeProvider.System).ListAsync("", Ct).ToListAsync(Ct));
        Assert.Empty(await Unfinished());
    }

    private async Task<List<string>> Unfinished() =>
        [.. ((await _under.Client().AskAsync((c, limit) => c.ListMultipartUploadsAsync(_under.Bucket, limit), Ct))
            .MultipartUploads ?? []).Select(u => u.Key)];
}
