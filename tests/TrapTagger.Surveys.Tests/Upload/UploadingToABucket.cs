using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using TrapTagger.Testing;
using TrapTagger.Testing.Objects;
using TrapTagger.Testing.Scenes;

namespace TrapTagger.Surveys.Tests.Upload;

/// <summary>A survey on a real S3 server: photographs go there from the browser, and from there to its pages.</summary>
public sealed class UploadingToABucket : IAsyncLifetime
{
    private const string Path = "Card/North é/1.JPG";

    private static readonly byte[] Photograph = new Scene(1, night: false, 320, 240)
        .Burst(new(2026, 5, 3, 12, 0, 0), 1, animal: false)[0].Jpeg;

    private readonly HttpClient _browser = new(new SocketsHttpHandler { UseProxy = false }, disposeHandler: true);
    private ObjectProxy? _proxy;
    private SiteUnderTest? _site;

    private SiteUnderTest Site => _site!;

    private Uri Store => _proxy!.Address;

    public async ValueTask InitializeAsync()
    {
        var gateway = await ObjectGateway.StartedAsync();
        _proxy = await ObjectProxy.BeforeAsync(gateway.Endpoint);
        _site = new(objects: gateway.ConnectionString(ObjectGateway.NewBucket(), _proxy.Address));
    }

    [Fact]
    public async Task a_photograph_is_put_checked_by_the_worker_and_shown()
    {
        var ann = await Uploader.At(Site);
        var plan = await Plans(ann);
        Assert.StartsWith(Store.AbsoluteUri, plan.Url, StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.OK, await Puts(plan, Photograph));
        Assert.Empty(await ann.Reports(plan.Id));
        Assert.Equal(HttpStatusCode.NoContent, await ann.Finishes());
        await using var worker = Site.StartsWorker();
        await Eventually.Is(
            () => Site.Rows.Ask<string>("SELECT concat(state, coalesce(reason, '')) FROM file"),
            state => state == "frame", () => string.Join('\n', worker.Log));

        var page = await (await Site.SignedIn("Ben")).Opens("/surveys");
        var thumbnail = page.Html.QuerySelector("img")!.GetAttribute("src")!;
        Assert.StartsWith(Store.AbsoluteUri, thumbnail, StringComparison.Ordinal);
        var shown = await _browser.GetAsync(new Uri(thumbnail), TestContext.Current.CancellationToken);
        Assert.Equal("image/jpeg", shown.Content.Headers.ContentType!.MediaType);
        Assert.NotEmpty(await shown.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task while_the_store_is_away_pages_are_there_and_the_worker_waits_for_it()
    {
        var ann = await Uploader.At(Site);
        var plan = await Plans(ann);
        Assert.Equal(HttpStatusCode.OK, await Puts(plan, Photograph));
        Assert.Empty(await ann.Reports(plan.Id));

        _proxy!.Refuses = (_, _) => 503;
        await using var worker = Site.StartsWorker();
        await Eventually.Is(
            () => Site.Rows.Ask<string>("SELECT coalesce(max(reason), '') FROM job"),
            reason => reason.StartsWith($"The object store at {Store.GetLeftPart(UriPartial.Authority)} ",
                StringComparison.Ordinal));
        Assert.Equal("arrived", await Site.Rows.Ask<string>("SELECT state FROM file"));
        var ben = await Site.SignedIn("Ben");
        Assert.Equal(HttpStatusCode.OK, (await ben.Opens("/surveys")).Status);
        Assert.Equal(HttpStatusCode.OK, (await ben.Opens("/health")).Status);

        _proxy.Refuses = (_, _) => null;
        await Eventually.Is(
            () => Site.Rows.Ask<string>("SELECT concat(state, coalesce(reason, '')) FROM file"),
            state => state == "frame", () => string.Join('\n', worker.Log));
    }

    [Fact]
    public async Task other_bytes_than_were_planned_do_not_arrive()
    {
        var ann = await Uploader.At(Site);
        var plan = await Plans(ann);
        var other = Photograph.ToArray();
        other[^1] ^= 1;

        Assert.Equal(HttpStatusCode.BadRequest, await Puts(plan, other));
        Assert.Equal(HttpStatusCode.Forbidden, await Puts(plan, other[1..]));

        Assert.Equal([plan.Id], await ann.Reports(plan.Id));
    }

    [Fact]
    public async Task pages_may_load_pictures_from_there_and_from_nowhere_else()
    {
        var origin = Store.GetLeftPart(UriPartial.Authority);

        var answer = await Site.Visitor().Http.GetAsync("/sign-in", TestContext.Current.CancellationToken);

        var policy = answer.Headers.GetValues("Content-Security-Policy").Single().Split("; ");
        Assert.Contains($"img-src 'self' {origin} data: blob:", policy);
        Assert.Contains($"connect-src 'self' {origin}", policy);
        Assert.Equal(2, policy.Count(p => p.Contains(origin, StringComparison.Ordinal)));
    }

    public async ValueTask DisposeAsync()
    {
        _browser.Dispose();
        await (_site?.DisposeAsync() ?? default);
        await (_proxy?.DisposeAsync() ?? default);
    }

    private static async Task<PlannedFile> Plans(Uploader ann)
    {
        var sha256 = Convert.ToHexStringLower(SHA256.HashData(Photograph));
        var files = new[] { new { Path, Size = Photograph.Length, sha256 } };
        Assert.Equal(HttpStatusCode.OK, (await ann.Sends("announce", new { files })).StatusCode);
        var answer = await (await ann.Sends("plan", new { files })).Content.ReadFromJsonAsync<Plan>();
        return Assert.Single(answer!.Files);
    }

    private async Task<HttpStatusCode> Puts(PlannedFile plan, byte[] bytes)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, plan.Url);
        request.Content = new ByteArrayContent(bytes);
        foreach (var (name, value) in plan.Headers!)
        {
            request.Headers.Add(name, value);
        }
        return (await _browser.SendAsync(request, TestContext.Current.CancellationToken)).StatusCode;
    }
}
