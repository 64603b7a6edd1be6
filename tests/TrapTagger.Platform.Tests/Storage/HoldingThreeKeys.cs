using System.Net;
using System.Text.Json;
using Amazon.S3;
using Amazon.S3.Model;
using TrapTagger.Platform.Storage.S3;

namespace TrapTagger.Platform.Tests.Storage;

/// <summary>What each of the three users of the bucket can do with its own keys, however it asks.</summary>
public sealed class HoldingThreeKeys : IAsyncLifetime
{
    private static readonly byte[] Bytes = "a photograph"u8.ToArray();

    private readonly BucketUnderTest _under = new();

    public async ValueTask InitializeAsync()
    {
        await _under.StartAsync();
        await _under.At(TimeProvider.System).WriteAsync("wild/a.jpg", Bytes, Ct);
    }

    [Fact]
    public async Task those_for_uploads_put_and_nothing_else()
    {
        using (var upload = As("upload"))
        {
            await upload.PutObjectAsync(Put("wild/b.jpg", S3CannedACL.BucketOwnerFullControl), Ct);
        }

        await IsRefused("upload", c => c.PutObjectAsync(Put("wild/b.jpg", S3CannedACL.PublicRead), Ct));
        await IsRefused("upload", c => c.PutObjectAsync(Put("wild/b.jpg"), Ct));
        await IsRefused("upload", c => c.PutObjectAclAsync(
            new() { BucketName = _under.Bucket, Key = "wild/b.jpg", ACL = S3CannedACL.PublicRead }, Ct));
        await IsRefused("upload", c => c.CopyObjectAsync(
            new()
            {
                SourceBucket = _under.Bucket, SourceKey = "wild/a.jpg", DestinationBucket = _under.Bucket,
                DestinationKey = "wild/c.jpg", CannedACL = S3CannedACL.BucketOwnerFullControl,
            }, Ct));
        await IsRefused("upload", c => c.GetObjectAsync(_under.Bucket, "wild/b.jpg", Ct));
        await IsRefused("upload", c => c.GetObjectMetadataAsync(_under.Bucket, "wild/a.jpg", Ct));
        await CannotChange("upload");
        Assert.Equal(Bytes, await _under.At(TimeProvider.System).ReadAsync("wild/b.jpg", Ct));
    }

    [Fact]
    public async Task those_for_downloads_get_and_nothing_else()
    {
        using (var download = As("download"))
        {
            using var got = await download.GetObjectAsync(_under.Bucket, "wild/a.jpg", Ct);
            Assert.Equal(Bytes.Length, got.ContentLength);
        }

        await IsRefused("download", c => c.PutObjectAsync(
            Put("wild/b.jpg", S3CannedACL.BucketOwnerFullControl), Ct));
        await IsRefused("download", c => c.InitiateMultipartUploadAsync(_under.Bucket, "wild/b.jpg", Ct));
        await CannotChange("download");
    }

    [Fact]
    public async Task those_for_uploads_send_parts_and_neither_begin_nor_end_an_upload()
    {
        const string key = "wild/b.jpg";
        var parts = _under.At(TimeProvider.System).Parts!;
        var upload = await parts.BeginAsync(key, Ct);
        var only = Assert.Single((await parts.SignMissingAsync(key, upload, 12, TimeSpan.FromHours(1), Ct))!);
        using var put = new HttpRequestMessage(HttpMethod.Put, new Uri(only.Url));
        put.Content = new ByteArrayContent(Bytes);
        put.Headers.Add(S3Store.Acl, S3Store.OwnerMayAll);
        using var sent = await _under.Browser.SendAsync(put, Ct);
        Assert.Equal(HttpStatusCode.OK, sent.StatusCode);
        var complete = new CompleteMultipartUploadRequest
        {
            BucketName = _under.Bucket, Key = key, UploadId = upload,
            PartETags = [new PartETag(1, sent.Headers.ETag!.Tag)],
        };

        await IsRefused("upload", c => c.InitiateMultipartUploadAsync(_under.Bucket, key, Ct));
        await IsRefused("upload", c => c.CompleteMultipartUploadAsync(complete, Ct));
        await IsRefused("upload", c => c.AbortMultipartUploadAsync(_under.Bucket, key, upload, Ct));
        await IsRefused("upload", c => c.ListPartsAsync(_under.Bucket, key, upload, Ct));
        await parts.EndAsync(key, upload, 12, Ct);

        Assert.Equal(Bytes, await _under.At(TimeProvider.System).ReadAsync(key, Ct));
    }

    [Theory]
    [InlineData("GET", "wild/a.jpg")]
    [InlineData("HEAD", "wild/a.jpg")]
    [InlineData("PUT", "wild/b.jpg")]
    [InlineData("DELETE", "wild/a.jpg")]
    [InlineData("GET", "")]
    [InlineData("GET", "?policy")]
    public async Task without_any_nothing_can_be_done(string method, string what)
    {
        using var request = new HttpRequestMessage(new(method), new Uri(_under.Settings().Address, what));

        Assert.Equal(HttpStatusCode.Forbidden, (await _under.Browser.SendAsync(request, Ct)).StatusCode);
        Assert.Equal(Bytes, await _under.At(TimeProvider.System).ReadAsync("wild/a.jpg", Ct));
    }

    [Theory]
    [InlineData(BucketUnderTest.Site, HttpStatusCode.OK)]
    [InlineData("https://evil.example.org", HttpStatusCode.Forbidden)]
    [InlineData("http://traptagger.example.org", HttpStatusCode.Forbidden)]
    public async Task only_pages_of_the_site_may_use_them_in_a_browser(string origin, HttpStatusCode expected)
    {
        var put = _under.At(TimeProvider.System).SignPut("wild/b.jpg", 12, new('0', 64), TimeSpan.FromHours(1));
        using var preflight = new HttpRequestMessage(HttpMethod.Options, new Uri(put.Url));
        preflight.Headers.Add("Origin", origin);
        preflight.Headers.Add("Access-Control-Request-Method", "PUT");
        preflight.Headers.Add("Access-Control-Request-Headers", $"content-type,{string.Join(',', put.Headers.Keys)}");

        var answer = await _under.Browser.SendAsync(preflight, Ct);

        Assert.Equal(expected, answer.StatusCode);
        Assert.Equal(
            expected == HttpStatusCode.OK ? [origin] : [],
            answer.Headers.TryGetValues("Access-Control-Allow-Origin", out var allowed) ? allowed : []);
    }

    [Fact]
    public async Task the_bucket_is_prepared_again_without_harm()
    {
        await _under.PrepareAsync(TimeProvider.System);

        Assert.Equal(Bytes, await _under.At(TimeProvider.System).ReadAsync("wild/a.jpg", Ct));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void over_https_nobody_may_come_in_the_clear(bool onlyTls)
    {
        var policy = JsonDocument.Parse(BucketRules.Policy("b", "arn:up", "arn:down", onlyTls)).RootElement;

        var clear = policy.GetProperty("Statement").EnumerateArray()
            .Where(s => s.GetRawText().Contains("aws:SecureTransport", StringComparison.Ordinal)).ToList();

        Assert.Equal(onlyTls ? 1 : 0, clear.Count);
        Assert.All(clear, s => Assert.Equal("Deny", s.GetProperty("Effect").GetString()));
    }

    public ValueTask DisposeAsync() => _under.DisposeAsync();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>On a connection of its own: radosgw takes the body of a refused PUT for the next request.</summary>
    private async Task IsRefused(string user, Func<AmazonS3Client, Task> attempt)
    {
        using var client = As(user);
        var refusal = await Assert.ThrowsAnyAsync<AmazonS3Exception>(() => attempt(client));
        Assert.Equal(HttpStatusCode.Forbidden, refusal.StatusCode);
    }

    private async Task CannotChange(string user)
    {
        var mine = BucketRules.Policy(_under.Bucket, "arn:aws:iam:::user/root", "*", onlyTls: false);
        await IsRefused(user, c => c.ListObjectsV2Async(new() { BucketName = _under.Bucket }, Ct));
        await IsRefused(user, c => c.ListMultipartUploadsAsync(_under.Bucket, Ct));
        await IsRefused(user, c => c.DeleteObjectAsync(_under.Bucket, "wild/a.jpg", Ct));
        await IsRefused(user, c => c.GetBucketPolicyAsync(_under.Bucket, Ct));
        await IsRefused(user, c => c.PutBucketPolicyAsync(_under.Bucket, mine, Ct));
        await IsRefused(user, c => c.PutCORSConfigurationAsync(_under.Bucket, BucketRules.Cors(["*"]), Ct));
        await IsRefused(user, c => c.DeleteBucketAsync(_under.Bucket, Ct));
        Assert.Equal(Bytes, await _under.At(TimeProvider.System).ReadAsync("wild/a.jpg", Ct));
    }

    private PutObjectRequest Put(string key, S3CannedACL? acl = null) => new()
    {
        BucketName = _under.Bucket, Key = key, InputStream = new MemoryStream(Bytes), CannedACL = acl,
    };

    private AmazonS3Client As(string user) => new($"{user}-key", $"{user}-secret", new AmazonS3Config
    {
        ServiceURL = _under.Endpoint.AbsoluteUri,
        ForcePathStyle = true,
        CacheHttpClient = false,
        RequestChecksumCalculation = Amazon.Runtime.RequestChecksumCalculation.WHEN_REQUIRED,
        ResponseChecksumValidation = Amazon.Runtime.ResponseChecksumValidation.WHEN_REQUIRED,
    });
}
