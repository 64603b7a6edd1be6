using System.Data.Common;
using Amazon.Runtime;
using Amazon.S3;

namespace TrapTagger.AppHost.Tests.Surviving;

/// <summary>What a bucket holds, read past the product.</summary>
internal static class BucketContent
{
    /// <param name="connectionString">What the product is given for the bucket.</param>
    /// <returns>The size of each object, by its key.</returns>
    internal static async Task<IReadOnlyDictionary<string, long>> SizesAsync(string connectionString)
    {
        var given = new DbConnectionStringBuilder { ConnectionString = connectionString };
        using var store = new AmazonS3Client((string)given["AccessKey"], (string)given["SecretKey"], new AmazonS3Config
        {
            ServiceURL = (string)given["Endpoint"],
            ForcePathStyle = true,
            // The other choice is a form that no server but AWS's reads.
            RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED,
        });
        var sizes = new Dictionary<string, long>();
        var pages = store.Paginators.ListObjectsV2(new() { BucketName = (string)given["Bucket"] });
        await foreach (var found in pages.S3Objects)
        {
            sizes[found.Key] = found.Size ?? 0;
        }
        return sizes;
    }
}
