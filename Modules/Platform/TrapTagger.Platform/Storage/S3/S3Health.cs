using System.Xml.Linq;
using Amazon.S3;
using Amazon.S3.Model;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace TrapTagger.Platform.Storage.S3;

/// <summary>
/// Whether all three users can do their part, asked as the product does it: root by the SDK, the others by signed
/// URLs, as browsers do. Never worse than degraded: pages are served without a store.
/// </summary>
internal sealed class S3Health(S3Client s3, S3Store store, IHttpClientFactory https, TimeProvider clock) : IHealthCheck
{
    internal const string Client = "object store";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan MostSkew = TimeSpan.FromMinutes(5);

    private readonly S3Settings _settings = s3.Settings;

    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            return await FindTroubleAsync(cancellationToken) is { } trouble
                ? HealthCheckResult.Degraded(trouble)
                : HealthCheckResult.Healthy($"The bucket '{_settings.Bucket}' at {_settings.Origin} is in order.");
        }
        catch (Exception e) when (e is UnavailableException or AmazonS3Exception)
        {
            return HealthCheckResult.Degraded(e.Message);
        }
    }

    private async Task<string?> FindTroubleAsync(CancellationToken ct)
    {
        var one = new ListObjectsV2Request { BucketName = _settings.Bucket, MaxKeys = 1 };
        await s3.AskAsync((c, limit) => c.ListObjectsV2Async(one, limit), ct);

        // Of its own, so that two sites that look at the same time don't take it from each other.
        var key = $".check/{Guid.NewGuid():N}";
        var (size, hash) = (0, Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData([])));
        var put = store.SignPut(key, size, hash, TimeSpan.FromMinutes(5));
        try
        {
            return await AskAsync(HttpMethod.Put, put.Url, put.Headers, _settings.Upload, ct)
                ?? await AskAsync(
                    HttpMethod.Get, store.SignGet(key, TimeSpan.FromMinutes(5)), new Dictionary<string, string>(),
                    _settings.Download, ct);
        }
        finally
        {
            await store.DeleteAsync(key, ct);
        }
    }

    /// <summary>What the answer to a signed request has against it; null for nothing.</summary>
    private async Task<string?> AskAsync(
        HttpMethod method, string url, IReadOnlyDictionary<string, string> headers, S3Key user, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(method, url);
        if (method == HttpMethod.Put)
        {
            request.Content = new ByteArrayContent([]);
        }
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(Patience);
        try
        {
            using var response = await https.CreateClient(Client).SendAsync(request, limit.Token);
            var body = await response.Content.ReadAsStringAsync(limit.Token);
            return Skew(response.Headers.Date, clock.GetUtcNow(), _settings)
                ?? (response.IsSuccessStatusCode ? null : S3Trouble.Of(Code(body), response.StatusCode, _settings, user)
                    ?? $"{_settings.Origin} answered {(int)response.StatusCode} to a signed {method}.");
        }
        catch (Exception e) when (!ct.IsCancellationRequested && S3Trouble.Of(e, _settings) is { } sentence)
        {
            return sentence;
        }
    }

    /// <summary>Signed URLs begin and end by the store's clock; null while ours is near enough.</summary>
    internal static string? Skew(DateTimeOffset? theirs, DateTimeOffset ours, S3Settings settings)
    {
        var ahead = ours - (theirs ?? ours);
        return ahead.Duration() <= MostSkew ? null
            : $"This machine's clock is {(int)ahead.Duration().TotalMinutes} minutes {(ahead > TimeSpan.Zero
                ? "ahead of" : "behind")} that of {settings.Origin}: set them right, or signed URLs end too early.";
    }

    private static string? Code(string body)
    {
        try
        {
            return XDocument.Parse(body).Root?.Element("Code")?.Value;
        }
        catch (System.Xml.XmlException)
        {
            return null;
        }
    }
}
