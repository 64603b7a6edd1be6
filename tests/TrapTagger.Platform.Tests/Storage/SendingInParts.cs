using System.Net;
using TrapTagger.Platform.Storage;
using TrapTagger.Platform.Storage.S3;
using TrapTagger.Testing;

namespace TrapTagger.Platform.Tests.Storage;

/// <summary>A large object comes in parts by signed URLs, each good for one part of one upload.</summary>
public sealed class SendingInParts : IAsyncLifetime
{
    private const string Key = "wild/Kruger é/SDZG 1/#1 100%+&'n.JPG";

    /// <summary>The last part has twelve bytes.</summary>
    private const long Size = 2 * S3Parts.PartBytes + 12;

    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private readonly BucketUnderTest _under = new();

    private IObjectStore Store => field ??= _under.At(TimeProvider.System);

    private IObjectParts Parts => Store.Parts!;

    public async ValueTask InitializeAsync() => await _under.StartAsync();

    [Fact]
    public async Task after_a_break_only_the_missing_ones_are_asked_for_and_the_object_is_what_was_sent()
    {
        var upload = await Parts.BeginAsync(Key, Ct);
        var all = (await Missing(upload))!;
        Assert.Equal(
            [(0, S3Parts.PartBytes), (S3Parts.PartBytes, Size - 12), (Size - 12, Size)],
            all.Select(p => (p.From, p.To)));
        await Sends(all[2]);
        await Sends(all[0]);
        await Parts.EndAsync(Key, upload, Size, Ct);
        Assert.Null(await Store.SizeAsync(Key, Ct));

        var left = Assert.Single((await Missing(upload))!);
        Assert.Equal(all[1].From, left.From);
        await Sends(left);
        Assert.Empty((await Missing(upload))!);
        await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Parts.EndAsync(Key, upload, Size, Ct)));
        await Parts.EndAsync(Key, upload, Size, Ct);

        Assert.Equal(Size, await Store.SizeAsync(Key, Ct));
        var shown = await _under.Browser.GetByteArrayAsync(new Uri(Store.SignGet(Key, Hour)), Ct);
        Assert.True(shown.AsSpan().SequenceEqual(Flow.At(0, (int)Size)));
        Assert.Null(await Missing(upload));
    }

    [Fact]
    public async Task a_part_that_is_sent_again_counts_once()
    {
        var upload = await Parts.BeginAsync(Key, Ct);
        var only = Assert.Single((await Parts.SignMissingAsync(Key, upload, 12, Hour, Ct))!);

        await Sends(only);
        await Sends(only);
        await Parts.EndAsync(Key, upload, 12, Ct);

        Assert.Equal(Flow.At(0, 12), await Store.ReadAsync(Key, Ct));
    }

    [Fact]
    public async Task a_url_that_was_changed_is_refused()
    {
        var upload = await Parts.BeginAsync(Key, Ct);
        var another = await Parts.BeginAsync(Key, Ct);
        var elsewhere = await Parts.BeginAsync("wild/b.jpg", Ct);
        var last = (await Missing(upload))![2];
        var here = new Uri(last.Url).AbsolutePath;
        var there = new Uri(Store.SignGet("wild/b.jpg", Hour)).AbsolutePath;

        foreach (var (part, other) in ((string, string)[])[
            ("partNumber=3", "partNumber=2"), (Escaped(upload), Escaped(another)),
            (Escaped(upload), Escaped(elsewhere)), (here, there),
            ("&partNumber=3", ""), ($"&uploadId={Escaped(upload)}", ""), ("Expires=", "Expires=9"),
            ("Signature=", "Signature=0"), ("content-length%3B", ""), ("%3Bx-amz-acl", ""), ("upload-key", "root-key"),
        ])
        {
            Assert.Contains(part, last.Url, StringComparison.Ordinal);
            var changed = last with { Url = last.Url.Replace(part, other, StringComparison.Ordinal) };
            Assert.Equal((HttpStatusCode.Forbidden, part, other), (await Puts(changed, Bytes(last)), part, other));
        }
        Assert.Equal(HttpStatusCode.Forbidden, await Puts(last with { Headers = NoHeaders }, Bytes(last)));
        Assert.Equal(3, (await Missing(upload))!.Count);
        Assert.Equal(3, (await Missing(another))!.Count);
        Assert.Equal(HttpStatusCode.OK, await Puts(last, Bytes(last)));
    }

    [Theory]
    [InlineData(11)]
    [InlineData(13)]
    [InlineData(0)]
    public async Task another_length_is_refused(int length)
    {
        var upload = await Parts.BeginAsync(Key, Ct);
        var last = (await Missing(upload))![2];

        Assert.Equal(HttpStatusCode.Forbidden, await Puts(last, new byte[length]));

        Assert.Equal(3, (await Missing(upload))!.Count);
    }

    [Theory]
    [InlineData("POST")]
    [InlineData("DELETE")]
    [InlineData("GET")]
    public async Task a_url_neither_ends_the_upload_nor_looks_at_it(string method)
    {
        var upload = await Parts.BeginAsync(Key, Ct);
        var only = Assert.Single((await Parts.SignMissingAsync(Key, upload, 12, Hour, Ct))!);
        await Sends(only);

        Assert.Equal(HttpStatusCode.Forbidden, (await Asks(method, only, null)).StatusCode);

        Assert.Empty((await Parts.SignMissingAsync(Key, upload, 12, Hour, Ct))!);
        Assert.Null(await Store.SizeAsync(Key, Ct));
    }

    [Theory]
    [InlineData(59, HttpStatusCode.OK)]
    [InlineData(121, HttpStatusCode.Forbidden)]
    public async Task a_url_lives_an_hour_and_another_one_at_most(int minutesAgo, HttpStatusCode expected)
    {
        var clock = new TestClock();
        clock.Advance(TimeSpan.FromMinutes(-minutesAgo));
        var upload = await Parts.BeginAsync(Key, Ct);
        var last = (await _under.At(clock).Parts!.SignMissingAsync(Key, upload, Size, Hour, Ct))![2];

        Assert.Equal(expected, await Puts(last, Bytes(last)));
    }

    [Fact]
    public async Task of_an_upload_that_was_aborted_nothing_is_left()
    {
        var upload = await Parts.BeginAsync(Key, Ct);
        var parts = (await Missing(upload))!;
        await Sends(parts[2]);

        await Parts.AbortAsync(Key, upload);
        await Parts.AbortAsync(Key, upload);

        var answer = await Asks("PUT", parts[2], Bytes(parts[2]));
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal([BucketUnderTest.Site], answer.Headers.GetValues("Access-Control-Allow-Origin"));
        Assert.Null(await Missing(upload));
        await Parts.EndAsync(Key, upload, Size, Ct);
        Assert.Null(await Store.SizeAsync(Key, Ct));
    }

    [Fact]
    public async Task a_key_that_could_lead_elsewhere_is_refused() =>
        await Assert.ThrowsAsync<ArgumentException>(() => Parts.BeginAsync("wild/../secret", Ct));

    public ValueTask DisposeAsync() => _under.DisposeAsync();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static Dictionary<string, string> NoHeaders => [];

    private static string Escaped(string upload) => Uri.EscapeDataString(upload);

    private static byte[] Bytes(SignedPart part) => Flow.At(part.From, (int)(part.To - part.From));

    private Task<IReadOnlyList<SignedPart>?> Missing(string upload) =>
        Parts.SignMissingAsync(Key, upload, Size, Hour, Ct);

    private async Task Sends(SignedPart part) => Assert.Equal(HttpStatusCode.OK, await Puts(part, Bytes(part)));

    private async Task<HttpStatusCode> Puts(SignedPart part, byte[] bytes) =>
        (await Asks("PUT", part, bytes)).StatusCode;

    /// <summary>As a page of the site does.</summary>
    private async Task<HttpResponseMessage> Asks(string method, SignedPart part, byte[]? bytes)
    {
        using var request = new HttpRequestMessage(new(method), new Uri(part.Url));
        request.Content = bytes is null ? null : new ByteArrayContent(bytes);
        foreach (var (name, value) in part.Headers)
        {
            request.Headers.Add(name, value);
        }
        request.Headers.Add("Origin", BucketUnderTest.Site);
        return await _under.Browser.SendAsync(request, Ct);
    }
}
