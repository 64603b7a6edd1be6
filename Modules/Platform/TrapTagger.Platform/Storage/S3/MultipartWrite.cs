using System.Buffers;
using Amazon.S3;
using Amazon.S3.Model;

namespace TrapTagger.Platform.Storage.S3;

/// <summary>Writes a stream of any length: in parts when one request would be too much to send again.</summary>
internal sealed class MultipartWrite(S3Client s3, string key)
{
    /// <summary>Up to this much goes in one request; 10,000 parts of it are more than S3 lets an object be.</summary>
    internal const int PartBytes = 64 * 1024 * 1024;

    private readonly string _bucket = s3.Settings.Bucket;

    /// <param name="writeWhole">For content that fits into one request.</param>
    internal async Task WriteAsync(Stream content, Func<ReadOnlyMemory<byte>, Task> writeWhole, CancellationToken ct)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(PartBytes);
        try
        {
            var part = buffer.AsMemory(0, PartBytes);
            var read = await content.ReadAtLeastAsync(part, PartBytes, throwOnEndOfStream: false, ct);
            if (read < PartBytes)
            {
                await writeWhole(part[..read]);
                return;
            }
            await WritePartsAsync(content, part, ct);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <param name="part">Full with the first part.</param>
    private async Task WritePartsAsync(Stream content, Memory<byte> part, CancellationToken ct)
    {
        var upload = await BeginAsync(ct);
        try
        {
            var tags = new List<PartETag>();
            for (var read = part.Length; read > 0;)
            {
                tags.Add(await WritePartAsync(upload, tags.Count + 1, part[..read], ct));
                read = await content.ReadAtLeastAsync(part, part.Length, throwOnEndOfStream: false, ct);
            }
            var complete = new CompleteMultipartUploadRequest
            {
                BucketName = _bucket, Key = key, UploadId = upload, PartETags = tags,
            };
            await s3.AskAsync((c, limit) => c.CompleteMultipartUploadAsync(complete, limit), ct);
        }
        catch
        {
            await AbortAsync(upload);
            throw;
        }
    }

    private async Task<PartETag> WritePartAsync(
        string upload, int number, ReadOnlyMemory<byte> bytes, CancellationToken ct)
    {
        using var content = S3Client.Open(bytes);
        var request = new UploadPartRequest
        {
            BucketName = _bucket, Key = key, UploadId = upload, PartNumber = number, PartSize = bytes.Length,
            InputStream = content,
        };
        var sent = await s3.AskAsync((c, limit) => c.UploadPartAsync(request, limit), ct, bytes.Length);
        return new(number, sent.ETag);
    }

    internal async Task<string> BeginAsync(CancellationToken ct)
    {
        var begin = new InitiateMultipartUploadRequest
        {
            BucketName = _bucket, Key = key, ContentType = ShownTypes.Of(key) ?? "application/octet-stream",
        };
        return (await s3.AskAsync((c, limit) => c.InitiateMultipartUploadAsync(begin, limit), ct)).UploadId;
    }

    /// <summary>Parts cost money until they are removed. What this can't remove a later start does.</summary>
    internal async Task AbortAsync(string upload)
    {
        try
        {
            await s3.AskAsync(
                (c, limit) => c.AbortMultipartUploadAsync(_bucket, key, upload, limit), CancellationToken.None);
        }
        catch (Exception e) when (e is UnavailableException or AmazonS3Exception)
        {
            // Also where the upload is complete and only the answer was lost: what was wrong then counts.
        }
    }
}
