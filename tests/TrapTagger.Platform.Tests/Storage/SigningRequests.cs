using System.Net;
using System.Security.Cryptography;
using System.Text;
using TrapTagger.Platform.Storage;
using TrapTagger.Testing;

namespace TrapTagger.Platform.Tests.Storage;

public sealed class SigningRequestsToAFolder : SigningRequests<FolderUnderTest>;

public sealed class SigningRequestsToABucket : SigningRequests<BucketUnderTest>;

/// <summary>What a browser may do with a signed URL, whichever store it leads to, and what nobody may.</summary>
public abstract class SigningRequests<TStore> : IAsyncLifetime
    where TStore : IStoreUnderTest, new()
{
    private static readonly byte[] Bytes = "a photograph"u8.ToArray();
    private static readonly byte[] First = "first"u8.ToArray();
    private static readonly string Hash = Convert.ToHexStringLower(SHA256.HashData(Bytes));
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private readonly TStore _under = new();

    private IObjectStore Store => field ??= _under.At(TimeProvider.System);

    public async ValueTask InitializeAsync() => await _under.StartAsync();

    [Fact]
    public async Task what_was_put_by_its_url_is_got_by_its_url()
    {
        const string key = "wild/Kruger é/SDZG 1/#1 100%+&'n.JPG";

        Assert.Equal(HttpStatusCode.OK, await Puts(Store.SignPut(key, Bytes.Length, Hash, Hour), Bytes, "text/html"));
        var got = await Gets(Store.SignGet(key, Hour));

        Assert.Equal(Bytes, await got.Content.ReadAsByteArrayAsync(Ct));
        Assert.Equal(Bytes, await Store.ReadAsync(key, Ct));
        Assert.Equal("image/jpeg", got.Content.Headers.ContentType!.MediaType);
        Assert.Contains("max-age=3600", got.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task a_part_of_an_object_can_be_asked_for()
    {
        await Store.WriteAsync("wild/a.jpg", Bytes, Ct);
        using var request = new HttpRequestMessage(HttpMethod.Get, Url(Store.SignGet("wild/a.jpg", Hour)));
        request.Headers.Range = new(2, 6);

        var got = await _under.Browser.SendAsync(request, Ct);

        Assert.Equal(HttpStatusCode.PartialContent, got.StatusCode);
        Assert.Equal("photo", await got.Content.ReadAsStringAsync(Ct));
    }

    [Fact]
    public async Task what_is_not_a_picture_is_handed_over_as_a_download()
    {
        Assert.Equal(
            HttpStatusCode.OK,
            await Puts(Store.SignPut("wild/page.html", Bytes.Length, Hash, Hour), Bytes, "text/html"));

        var got = await Gets(Store.SignGet("wild/page.html", Hour));

        Assert.Equal("application/octet-stream", got.Content.Headers.ContentType!.MediaType);
        Assert.Equal("attachment", got.Content.Headers.ContentDisposition!.DispositionType);
    }

    [Theory]
    [InlineData("a photograpH")]
    [InlineData("a photograph!")]
    [InlineData("a photo")]
    [InlineData("")]
    public async Task other_bytes_than_were_announced_are_refused_and_not_kept(string sent)
    {
        var status = await Puts(
            Store.SignPut("wild/a.jpg", Bytes.Length, Hash, Hour), Encoding.UTF8.GetBytes(sent));

        Assert.InRange((int)status, 400, 422);
        Assert.Null(await Store.SizeAsync("wild/a.jpg", Ct));
        Assert.Empty(await Store.ListAsync("", Ct).ToListAsync(Ct));
    }

    [Fact]
    public async Task a_url_to_get_that_was_changed_is_refused()
    {
        await Store.WriteAsync("wild/a.jpg", Bytes, Ct);
        await Store.WriteAsync("wild/b.jpg", Bytes, Ct);
        await Store.WriteAsync("mild/a.jpg", Bytes, Ct);
        var url = Store.SignGet("wild/a.jpg", Hour);

        foreach (var changed in Changed(url, [
            ("a.jpg", "b.jpg"), ("wild/", "mild/"), ("e=", "e=1"), ("s=", "s=0"), ("Expires=", "Expires=9"),
            ("Signature=", "Signature=0"), ("image%2Fjpeg", "text%2Fhtml"), ("download-key", "root-key"),
        ]))
        {
            Assert.Equal((HttpStatusCode.Forbidden, changed), ((await Gets(changed)).StatusCode, changed));
        }
        Assert.Equal(HttpStatusCode.OK, (await Gets(url)).StatusCode);
    }

    [Fact]
    public async Task a_url_to_put_that_was_changed_is_refused()
    {
        var put = Store.SignPut("wild/b.jpg", Bytes.Length, Hash, Hour);

        foreach (var changed in Changed(put.Url, [
            ("b.jpg", "a.jpg"), ("wild/", "mild/"), ("e=", "e=1"), ("s=", "s=0"), ("n=12", "n=13"), ("h=", "h=0"),
            ("Expires=", "Expires=9"), ("Signature=", "Signature=0"), ("content-length%3B", ""),
            ("upload-key", "root-key"),
        ]))
        {
            Assert.Equal((HttpStatusCode.Forbidden, changed), (await Puts(put with { Url = changed }, Bytes), changed));
        }
        Assert.Empty(await Store.ListAsync("", Ct).ToListAsync(Ct));
        Assert.Equal(HttpStatusCode.OK, await Puts(put, Bytes));
    }

    [Fact]
    public async Task a_url_is_good_for_its_method_only()
    {
        await Store.WriteAsync("wild/a.jpg", Bytes, Ct);
        var get = Store.SignGet("wild/a.jpg", Hour);
        var put = Store.SignPut("wild/a.jpg", Bytes.Length, Hash, Hour);

        Assert.Equal(HttpStatusCode.Forbidden, (await Gets(put.Url)).StatusCode);
        Assert.InRange((int)await Puts(put with { Url = get }, First), 400, 403);
        foreach (var url in (string[])[get, put.Url])
        {
            using var delete = new HttpRequestMessage(HttpMethod.Delete, Url(url));
            var status = (await _under.Browser.SendAsync(delete, Ct)).StatusCode;
            Assert.True(status is HttpStatusCode.Forbidden or HttpStatusCode.MethodNotAllowed, $"{status}");
        }
        Assert.Equal(Bytes, await Store.ReadAsync("wild/a.jpg", Ct));
    }

    [Theory]
    [InlineData(59, true)]
    [InlineData(121, false)]
    public async Task a_url_lives_as_long_as_it_was_asked_to_and_an_hour_more_at_most(int minutesAgo, bool isGood)
    {
        var clock = new TestClock();
        clock.Advance(TimeSpan.FromMinutes(-minutesAgo));
        var then = _under.At(clock);
        await Store.WriteAsync("wild/a.jpg", Bytes, Ct);

        var got = (await Gets(then.SignGet("wild/a.jpg", Hour))).StatusCode;
        var put = await Puts(then.SignPut("wild/b.jpg", Bytes.Length, Hash, Hour), Bytes);

        Assert.Equal(isGood ? HttpStatusCode.OK : HttpStatusCode.Forbidden, got);
        Assert.Equal(isGood ? HttpStatusCode.OK : HttpStatusCode.Forbidden, put);
    }

    [Fact]
    public void a_picture_has_the_same_url_for_some_time_so_that_a_browser_s_cache_finds_it()
    {
        var clock = new TestClock();
        var urls = Enumerable.Range(0, 8).Select(_ =>
        {
            clock.Advance(TimeSpan.FromMinutes(15));
            return _under.At(clock).SignGet("wild/a.jpg", Hour);
        }).ToList();

        Assert.InRange(urls.Distinct().Count(), 2, 3);
    }

    public async ValueTask DisposeAsync()
    {
        await _under.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static Uri Url(string url) => new(url, UriKind.RelativeOrAbsolute);

    /// <summary>The URL with each of the parts that it has replaced.</summary>
    private static List<string> Changed(string url, (string Part, string Other)[] changes)
    {
        var changed = changes.Where(c => url.Contains(c.Part, StringComparison.Ordinal))
            .Select(c => url.Replace(c.Part, c.Other, StringComparison.Ordinal)).ToList();
        Assert.InRange(changed.Count, 4, changes.Length);
        return changed;
    }

    private Task<HttpResponseMessage> Gets(string url) => _under.Browser.GetAsync(Url(url), Ct);

    private async Task<HttpStatusCode> Puts(SignedPut put, byte[] bytes, string type = "image/jpeg")
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, Url(put.Url));
        request.Content = new ByteArrayContent(bytes);
        request.Content.Headers.ContentType = new(type);
        foreach (var (name, value) in put.Headers)
        {
            request.Headers.Add(name, value);
        }
        return (await _under.Browser.SendAsync(request, Ct)).StatusCode;
    }
}
