using System.Globalization;
using System.Net;
using System.Runtime.CompilerServices;
using Amazon.S3;
using Amazon.S3.Model;

namespace TrapTagger.Platform.Storage.S3;

/// <summary>Objects in a bucket of AWS S3, or of a server that speaks its language.</summary>
internal sealed class S3Store(S3Client s3, TimeProvider clock) : IObjectStore
{
    /// <summary>The payload's SHA-256 in the signature itself: servers of one's own check it.</summary>
    internal const string ContentHash = "x-amz-content-sha256";

    /// <summary>The documented way of AWS, whose URLs leave the payload out of the signature.</summary>
    internal const string Checksum = "x-amz-checksum-sha256";

    internal const string Acl = "x-amz-acl";

    /// <summary>Some servers give an object to the user whose keys put it: root must be able to read it.</summary>
    internal const string OwnerMayAll = "bucket-owner-full-control";

    private const int MostDeleted = 1000;

    private static readonly Dictionary<string, string> NoHeaders = [];

    private readonly S3Settings _settings = s3.Settings;
    private readonly UrlSigner _uploads = new(s3.Settings, s3.Settings.Upload, clock);
    private readonly UrlSigner _downloads = new(s3.Settings, s3.Settings.Download, clock);

    public string? Origin => _settings.Origin;

    public IObjectParts Parts => field ??= new S3Parts(s3, _uploads);

    public Task<byte[]?> ReadAsync(string key, CancellationToken ct) =>
        s3.ReadAsync(new() { BucketName = _settings.Bucket, Key = Checked(key) }, ct);

    public async Task<byte[]?> ReadAsync(string key, long from, int count, CancellationToken ct)
    {
        try
        {
            return await s3.ReadAsync(
                new()
                {
                    BucketName = _settings.Bucket, Key = Checked(key), ByteRange = new(from, from + count - 1),
                },
                ct);
        }
        catch (AmazonS3Exception e) when (e.StatusCode == HttpStatusCode.RequestedRangeNotSatisfiable)
        {
            return [];
        }
    }

    public async Task<long?> SizeAsync(string key, CancellationToken ct)
    {
        var request = new GetObjectMetadataRequest { BucketName = _settings.Bucket, Key = Checked(key) };
        try
        {
            return (await s3.AskAsync((c, limit) => c.GetObjectMetadataAsync(request, limit), ct)).ContentLength;
        }
        catch (AmazonS3Exception e) when (e.StatusCode == HttpStatusCode.NotFound)
        {
            return null;
        }
    }

    public async IAsyncEnumerable<StoredObject> ListAsync(
        string prefix, [EnumeratorCancellation] CancellationToken ct)
    {
        var request = new ListObjectsV2Request { BucketName = _settings.Bucket, Prefix = prefix };
        do
        {
            var page = await s3.AskAsync((c, limit) => c.ListObjectsV2Async(request, limit), ct);
            foreach (var found in (page.S3Objects ?? []).Where(found => !found.Key.StartsWith('.')))
            {
                yield return new(
                    found.Key, found.Size ?? 0, found.LastModified?.ToUniversalTime() ?? DateTime.UnixEpoch);
            }
            request.ContinuationToken = page.NextContinuationToken;
        }
        while (request.ContinuationToken is not null);
    }

    public Task WriteAsync(string key, ReadOnlyMemory<byte> bytes, CancellationToken ct) =>
        PutAsync(Put(key), bytes, ct);

    public Task WriteAsync(string key, Stream content, CancellationToken ct) =>
        new MultipartWrite(s3, Checked(key)).WriteAsync(content, first => PutAsync(Put(key), first, ct), ct);

    public async Task<bool> CreateAsync(string key, ReadOnlyMemory<byte> bytes, CancellationToken ct)
    {
        var request = Put(key);
        request.IfNoneMatch = "*";
        try
        {
            await PutAsync(request, bytes, ct);
            return true;
        }
        catch (AmazonS3Exception e) when (
            e.StatusCode is HttpStatusCode.PreconditionFailed or HttpStatusCode.Conflict)
        {
            return false;
        }
    }

    public Task DeleteAsync(string key, CancellationToken ct) =>
        s3.AskAsync((c, limit) => c.DeleteObjectAsync(_settings.Bucket, Checked(key), limit), ct);

    public async Task DeleteAsync(IEnumerable<string> keys, CancellationToken ct)
    {
        foreach (var some in keys.Select(Checked).Chunk(MostDeleted))
        {
            var request = new DeleteObjectsRequest
            {
                BucketName = _settings.Bucket,
                Quiet = true,
                Objects = [.. some.Select(key => new KeyVersion { Key = key })],
            };
            await s3.AskAsync((c, limit) => c.DeleteObjectsAsync(request, limit), ct);
        }
    }

    public SignedPut SignPut(string key, long size, string sha256, TimeSpan lifetime)
    {
        var headers = new Dictionary<string, string>
        {
            [Acl] = OwnerMayAll,
            [_settings.Endpoint is null ? Checksum : ContentHash] =
                _settings.Endpoint is null ? Convert.ToBase64String(Convert.FromHexString(sha256)) : sha256,
        };
        // A browser says the length by itself, and lets no script say it.
        var signed = new Dictionary<string, string>(headers)
        {
            ["content-length"] = size.ToString(CultureInfo.InvariantCulture),
        };
        return new(_uploads.Sign("PUT", key, lifetime, signed), headers);
    }

    /// <summary>What the object says of itself is the uploader's word: here the site decides how it is shown.</summary>
    public string SignGet(string key, TimeSpan lifetime) => _downloads.Sign(
        "GET", key, lifetime, NoHeaders,
        ("response-cache-control", ShownTypes.CacheControl),
        ("response-content-type", ShownTypes.Of(key) ?? "application/octet-stream"),
        ("response-content-disposition", ShownTypes.Of(key) is null ? "attachment" : "inline"));

    private PutObjectRequest Put(string key) => new()
    {
        BucketName = _settings.Bucket,
        Key = Checked(key),
        ContentType = ShownTypes.Of(key) ?? "application/octet-stream",
    };

    private async Task PutAsync(PutObjectRequest request, ReadOnlyMemory<byte> bytes, CancellationToken ct)
    {
        using var content = S3Client.Open(bytes);
        request.InputStream = content;
        await s3.AskAsync((c, limit) => c.PutObjectAsync(request, limit), ct, bytes.Length);
    }

    private static string Checked(string key)
    {
        ObjectKey.Segments(key);
        return key;
    }
}
