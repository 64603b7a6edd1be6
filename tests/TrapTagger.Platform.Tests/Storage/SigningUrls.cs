using System.Net;
using System.Security.Cryptography;
using TrapTagger.Platform.Storage;
using TrapTagger.Testing;

namespace TrapTagger.Platform.Tests.Storage;

public sealed class SigningUrls : IAsyncDisposable
{
    private static readonly byte[] Bytes = "a photograph"u8.ToArray();
    private static readonly string Hash = Convert.ToHexStringLower(SHA256.HashData(Bytes));

    private readonly SiteUnderTest _site = new();
    private readonly FolderStore _store;

    public SigningUrls() => _store = new(
        _site.Settings["ConnectionStrings:objects"]["Folder=".Length..],
        new(new DataFolder(_site.Data.FullName).Key("objects"), TimeProvider.System));

    [Fact]
    public async Task what_was_put_by_its_url_is_got_by_its_url()
    {
        const string key = "wild/Kruger é/SDZG 1/#1 100%.JPG";

        var put = await Puts(_store.SignPut(key, Bytes.Length, Hash, TimeSpan.FromHours(1)), Bytes);
        Assert.Equal(HttpStatusCode.OK, put);
        var got = await _site.Visitor().Http.GetAsync(Url(_store.SignGet(key, TimeSpan.FromHours(1))), Ct);

        Assert.Equal(Bytes, await got.Content.ReadAsByteArrayAsync(Ct));
        Assert.Equal("image/jpeg", got.Content.Headers.ContentType!.MediaType);
        Assert.Contains("sandbox", got.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task a_part_of_an_object_can_be_asked_for()
    {
        await _store.WriteAsync("wild/a.jpg", Bytes, Ct);
        using var request = new HttpRequestMessage(
            HttpMethod.Get, Url(_store.SignGet("wild/a.jpg", TimeSpan.FromHours(1))));
        request.Headers.Range = new(2, 6);

        var got = await _site.Visitor().Http.SendAsync(request, Ct);

        Assert.Equal(HttpStatusCode.PartialContent, got.StatusCode);
        Assert.Equal("photo", await got.Content.ReadAsStringAsync(Ct));
    }

    [Fact]
    public async Task what_is_not_a_picture_is_handed_over_as_a_download()
    {
        await _store.WriteAsync("wild/page.html", Bytes, Ct);

        var got = await _site.Visitor().Http.GetAsync(Url(_store.SignGet("wild/page.html", TimeSpan.FromHours(1))), Ct);

        Assert.Equal("application/octet-stream", got.Content.Headers.ContentType!.MediaType);
        Assert.Equal("attachment", got.Content.Headers.ContentDisposition!.DispositionType);
    }

    [Theory]
    [InlineData("a photograpH")]
    [InlineData("a photograph!")]
    [InlineData("a photo")]
    [InlineData("")]
    public async Task other_bytes_than_were_announced_are_refused(string sent)
    {
        var status = await Puts(
            _store.SignPut("wild/a.jpg", Bytes.Length, Hash, TimeSpan.FromHours(1)),
            System.Text.Encoding.UTF8.GetBytes(sent));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
        Assert.Null(await _store.SizeAsync("wild/a.jpg", Ct));
        Assert.Empty(Directory.GetFiles(Path.Combine(_site.Data.FullName, "objects", ".arriving")));
    }

    [Fact]
    public async Task a_url_is_good_for_its_own_key_method_size_and_time_only()
    {
        await _store.WriteAsync("wild/a.jpg", Bytes, Ct);
        var get = _store.SignGet("wild/a.jpg", TimeSpan.FromHours(1));
        var put = _store.SignPut("wild/b.jpg", Bytes.Length, Hash, TimeSpan.FromHours(1));
        var http = _site.Visitor().Http;

        Assert.Equal(HttpStatusCode.Forbidden, await Gets(get.Replace("a.jpg", "b.jpg", StringComparison.Ordinal)));
        Assert.Equal(HttpStatusCode.Forbidden, await Gets(get.Replace("e=", "e=1", StringComparison.Ordinal)));
        Assert.Equal(HttpStatusCode.Forbidden, await Gets(get[..^2]));
        Assert.Equal(HttpStatusCode.Forbidden, await Gets(put));
        Assert.Equal(HttpStatusCode.Forbidden, await Gets(_store.SignGet("wild/a.jpg", TimeSpan.FromHours(-3))));
        Assert.Equal(
            HttpStatusCode.Forbidden, await Puts(put.Replace("n=12", "n=13", StringComparison.Ordinal), Bytes));
        Assert.Equal(HttpStatusCode.OK, await Gets(get));

        async Task<HttpStatusCode> Gets(string url) => (await http.GetAsync(Url(url), Ct)).StatusCode;
    }

    [Theory]
    [InlineData("../secret")]
    [InlineData("wild/../../secret")]
    [InlineData("/etc/passwd")]
    [InlineData("wild//a.jpg")]
    [InlineData("")]
    public void no_key_leads_out_of_the_folder(string key) =>
        Assert.Throws<ArgumentException>(() => _store.PathOf(key));

    [Theory]
    [InlineData("wild/a:b?.jpg", "wild/a%3Ab%3F.jpg")]
    [InlineData("wild/folder. /a.jpg", "wild/folder.%20/a.jpg")]
    [InlineData("wild/a\\b\n", "wild/a%5Cb%0A")]
    public void letters_that_some_disk_refuses_are_written_otherwise(string key, string file) =>
        Assert.EndsWith(file.Replace('/', Path.DirectorySeparatorChar), _store.PathOf(key), StringComparison.Ordinal);

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private async Task<HttpStatusCode> Puts(string url, byte[] bytes) =>
        (await _site.Visitor().Http.PutAsync(Url(url), new ByteArrayContent(bytes), Ct)).StatusCode;

    private static Uri Url(string url) => new(url, UriKind.Relative);
}
