using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using Amazon.S3;
using TrapTagger.Platform.Storage;
using TrapTagger.Testing;
using TrapTagger.Testing.Objects;
using TrapTagger.Testing.Scenes;

namespace TrapTagger.Surveys.Tests.Upload;

/// <summary>What is over 64 MiB goes into a bucket in parts: a break costs the part that was on its way.</summary>
public sealed class UploadingALargeFile : IAsyncLifetime
{
    private const string Path = "Card/North é/1.JPG";
    private const int Size = 70_000_000;
    private const int PartCount = 5;

    private static readonly byte[] Photograph = Padded();
    private static readonly string Sha256 = Convert.ToHexStringLower(SHA256.HashData(Photograph));
    private static readonly string OtherSha256 = new('0', 64);

    private readonly HttpClient _browser = new(new SocketsHttpHandler { UseProxy = false }, disposeHandler: true);
    private readonly string _bucket = ObjectGateway.NewBucket();
    private SiteUnderTest? _site;

    private SiteUnderTest Site => _site!;

    public async ValueTask InitializeAsync() =>
        _site = new(objects: (await ObjectGateway.StartedAsync()).ConnectionString(_bucket));

    [Fact]
    public async Task after_a_break_only_the_rest_is_sent_and_the_whole_arrives_once()
    {
        var ann = await Uploader.At(Site);
        var begun = await Plans(ann);
        Assert.Equal(("put", null, PartCount), (begun.Verdict, begun.Url, begun.Parts!.Count));
        await Sends(begun.Parts.Take(3));
        Assert.Equal([begun.Id], await ann.Reports(begun.Id));

        var again = await Plans(await ann.Again());
        Assert.Equal(begun.Parts.Skip(3).Select(p => p.From), again.Parts!.Select(p => p.From));
        await Sends(again.Parts!);
        Assert.Empty(await ann.Reports(begun.Id));
        Assert.Empty(await ann.Reports(begun.Id));

        Assert.Equal($"open 1 1 0 0 0; {Size} {Size}", await ann.Counts());
        Assert.Equal([begun.Id], await ann.Asked());
        Assert.Equal("there", (await Plans(ann)).Verdict);
        Assert.Null(await UploadId());
        await using var worker = Site.StartsWorker();
        await Eventually.Is(
            () => Site.Rows.Ask<string>("SELECT concat(state, coalesce(reason, '')) FROM file"),
            state => state == "frame", () => string.Join('\n', worker.Log));
        Assert.True((await Original()).AsSpan().SequenceEqual(Photograph));
    }

    [Fact]
    public async Task one_whose_last_part_came_before_anybody_said_so_has_arrived()
    {
        var ann = await Uploader.At(Site);
        var plan = await Plans(ann);
        await Sends(plan.Parts!);

        Assert.Equal("there", (await Plans(ann)).Verdict);
        Assert.Equal([plan.Id], await ann.Asked());
    }

    [Fact]
    public async Task two_windows_that_begin_it_at_once_send_parts_of_one_upload()
    {
        var ann = await Uploader.At(Site);
        var ben = await ann.Again();
        await Announces(ann);

        var plans = await Task.WhenAll(Plans(ann), Plans(ben), Plans(ann), Plans(ben));

        Assert.Single(plans.Select(p => UploadIdIn(p.Parts![0])).Distinct());
        Assert.Equal(await UploadId(), UploadIdIn(plans[0].Parts![0]));
    }

    [Fact]
    public async Task one_that_somebody_goes_on_without_leaves_no_parts_and_can_be_brought_again()
    {
        var ann = await Uploader.At(Site);
        var dropped = await Plans(ann);
        await Sends(dropped.Parts!.Skip(4));

        await (await ann.Again()).Sends("drop-missing", new { });

        Assert.Equal(HttpStatusCode.NotFound, await Puts(dropped.Parts![4]));
        Assert.Equal([dropped.Id], await ann.Reports(dropped.Id));
        Assert.Equal(PartCount, (await Plans(ann)).Parts!.Count);
    }

    [Fact]
    public async Task one_that_changed_meanwhile_is_sent_from_its_beginning()
    {
        var ann = await Uploader.At(Site);
        var before = await Plans(ann);
        await Sends(before.Parts!.Skip(4));

        var now = await Plans(ann, OtherSha256);

        Assert.Equal(PartCount, now.Parts!.Count);
        Assert.Equal(HttpStatusCode.NotFound, await Puts(before.Parts![4]));
        Assert.Equal(HttpStatusCode.OK, await Puts(now.Parts[4]));
    }

    [Fact]
    public async Task one_whose_upload_the_store_has_forgotten_is_sent_from_its_beginning()
    {
        var ann = await Uploader.At(Site);
        await Sends((await Plans(ann)).Parts!.Skip(4));
        await Site.Rows.Run("UPDATE file SET upload_id = '2~forgotten'");

        var again = await Plans(ann);

        Assert.Equal(PartCount, again.Parts!.Count);
        Assert.Equal(await UploadId(), UploadIdIn(again.Parts[0]));
    }

    [Fact]
    public async Task one_whose_survey_is_removed_leaves_no_parts()
    {
        var ann = await Uploader.At(Site);
        var plan = await Plans(ann);
        await Sends(plan.Parts!.Skip(4));

        await Site.Rows.Run("""
            INSERT INTO job (id, queue, kind, argument, subject, state, runs, failures, due_at, created_at)
            VALUES ('1', 'cpu', 'remove-survey', concat('{"Survey":', @Survey, '}'), concat('survey/', @Survey),
                'waiting', 0, 0, '2026-01-01', '2026-01-01')
            """, new { ann.Survey });
        await using var worker = Site.StartsWorker();

        await Eventually.Is(() => Site.Rows.Ask<long>("SELECT count(*) FROM survey"), surveys => surveys == 0);
        Assert.Equal(HttpStatusCode.NotFound, await Puts(plan.Parts![4]));
    }

    public async ValueTask DisposeAsync()
    {
        _browser.Dispose();
        await (_site?.DisposeAsync() ?? default);
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>A small picture with a long silence behind its end.</summary>
    private static byte[] Padded()
    {
        var bytes = new byte[Size];
        new Scene(2, night: false, 320, 240)
            .Burst(new(2026, 5, 3, 12, 0, 0), 1, animal: false)[0].Jpeg.CopyTo(bytes, 0);
        bytes[^1] = 1;
        return bytes;
    }

    private static object Files(string sha256) => new { files = new[] { new { Path, Size, sha256 } } };

    private static async Task Announces(Uploader person) =>
        Assert.Equal(HttpStatusCode.OK, (await person.Sends("announce", Files(Sha256))).StatusCode);

    private static async Task<PlannedFile> Plans(Uploader person, string? sha256 = null)
    {
        await Announces(person);
        var answer = await person.Sends("plan", Files(sha256 ?? Sha256));
        return Assert.Single((await answer.Content.ReadFromJsonAsync<Plan>(Ct))!.Files);
    }

    private static string? UploadIdIn(SignedPart part) =>
        System.Web.HttpUtility.ParseQueryString(new Uri(part.Url).Query)["uploadId"];

    private Task<string> UploadId() => Site.Rows.Ask<string>("SELECT upload_id FROM file");

    private async Task Sends(IEnumerable<SignedPart> parts)
    {
        foreach (var part in parts)
        {
            Assert.Equal(HttpStatusCode.OK, await Puts(part));
        }
    }

    private async Task<HttpStatusCode> Puts(SignedPart part)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, part.Url);
        request.Content = new ByteArrayContent(Photograph, (int)part.From, (int)(part.To - part.From));
        foreach (var (name, value) in part.Headers)
        {
            request.Headers.Add(name, value);
        }
        return (await _browser.SendAsync(request, Ct)).StatusCode;
    }

    /// <summary>What the bucket has, asked for with root's keys.</summary>
    private async Task<byte[]> Original()
    {
        using var root = new AmazonS3Client("root-key", "root-secret", new AmazonS3Config
        {
            ServiceURL = (await ObjectGateway.StartedAsync()).Endpoint.AbsoluteUri, ForcePathStyle = true,
        });
        var key = await Site.Rows.Ask<string>("SELECT original_key FROM surveys_frame");
        using var found = await root.GetObjectAsync(_bucket, key, Ct);
        using var bytes = new MemoryStream();
        await found.ResponseStream.CopyToAsync(bytes, Ct);
        return bytes.ToArray();
    }
}
