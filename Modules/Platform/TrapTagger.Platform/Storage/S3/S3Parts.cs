using System.Globalization;
using System.Net;
using Amazon.S3;
using Amazon.S3.Model;

namespace TrapTagger.Platform.Storage.S3;

/// <summary>
/// S3's multipart uploads. Root begins and ends them, by what itself finds there: a browser that has sent a part need
/// not say so.
/// </summary>
/// <param name="uploads">Its user may send parts, and do nothing else to an upload.</param>
internal sealed class S3Parts(S3Client s3, UrlSigner uploads) : IObjectParts
{
    /// <summary>A slow connection sends it within minutes; S3 wants 5 MiB at least, and 10,000 parts at most.</summary>
    internal const long PartBytes = 16 * 1024 * 1024;

    private static readonly Dictionary<string, string> Headers = new() { [S3Store.Acl] = S3Store.OwnerMayAll };

    private readonly string _bucket = s3.Settings.Bucket;

    public Task<string> BeginAsync(string key, CancellationToken ct) => Upload(key).BeginAsync(ct);

    public async Task<IReadOnlyList<SignedPart>?> SignMissingAsync(
        string key, string upload, long size, TimeSpan lifetime, CancellationToken ct) =>
        await SentAsync(key, upload, ct) is { } sent
            ? [.. Parts(size).Where(part => !IsSent(part, sent)).Select(part => Sign(key, upload, part, lifetime))]
            : null;

    public async Task EndAsync(string key, string upload, long size, CancellationToken ct)
    {
        if (await SentAsync(key, upload, ct) is not { } sent || Parts(size).Any(part => !IsSent(part, sent)))
        {
            return;
        }
        var complete = new CompleteMultipartUploadRequest
        {
            BucketName = _bucket,
            Key = key,
            UploadId = upload,
            PartETags = [.. Parts(size).Select(part => new PartETag(part.Number, sent[part.Number].ETag))],
        };
        try
        {
            await s3.AskAsync((c, limit) => c.CompleteMultipartUploadAsync(complete, limit), ct);
        }
        catch (AmazonS3Exception e) when (IsUnknown(e))
        {
            // Another request has ended it in this moment.
        }
    }

    public Task AbortAsync(string key, string upload) => Upload(key).AbortAsync(upload);

    private MultipartWrite Upload(string key)
    {
        ObjectKey.Segments(key);
        return new(s3, key);
    }

    private static IEnumerable<Part> Parts(long size)
    {
        for (var from = 0L; from < size; from += PartBytes)
        {
            yield return new((int)(from / PartBytes) + 1, from, Math.Min(size, from + PartBytes));
        }
    }

    private static bool IsSent(Part part, Dictionary<int, PartDetail> sent) =>
        sent.GetValueOrDefault(part.Number)?.Size == part.To - part.From;

    /// <summary>
    /// The ACL is under the signature because the upload user is denied every PUT without it. The content's SHA-256
    /// is not: the browser's is of the whole, and the worker compares that.
    /// </summary>
    private SignedPart Sign(string key, string upload, Part part, TimeSpan lifetime)
    {
        var signed = new Dictionary<string, string>(Headers)
        {
            ["content-length"] = (part.To - part.From).ToString(CultureInfo.InvariantCulture),
        };
        var url = uploads.Sign(
            "PUT", key, lifetime, signed,
            ("partNumber", part.Number.ToString(CultureInfo.InvariantCulture)), ("uploadId", upload));
        return new(url, Headers, part.From, part.To);
    }

    /// <summary>By number what the store has; null when it does not know the upload.</summary>
    private async Task<Dictionary<int, PartDetail>?> SentAsync(string key, string upload, CancellationToken ct)
    {
        var request = new ListPartsRequest { BucketName = _bucket, Key = key, UploadId = upload };
        try
        {
            return await s3.AskAsync(
                async (c, limit) => await c.Paginators.ListParts(request).Parts
                    .ToDictionaryAsync(part => part.PartNumber ?? 0, cancellationToken: limit),
                ct);
        }
        catch (AmazonS3Exception e) when (IsUnknown(e))
        {
            return null;
        }
    }

    /// <summary>By its status: the body of radosgw's answer to a list is not what the SDK reads.</summary>
    private static bool IsUnknown(AmazonS3Exception e) => e.StatusCode == HttpStatusCode.NotFound;

    private readonly record struct Part(int Number, long From, long To);
}
