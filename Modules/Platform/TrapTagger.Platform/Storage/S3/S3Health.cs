using System.Xml.Linq;
using Amazon.S3;
using Amazon.S3.Model;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace TrapTagger.Platform.Storage.S3;

/// <summary>
/// Whether all three users can do their part, asked as the product does it: root by the SDK, the others by signed
/// URLs, as browsers do. Never worse than degraded: pages are served without a store.
/// </summary>
internal sealed class S3Health(S3Settings settings, IHttpClientFactory https, TimeProvider clock)
    : IHealthCheck, IDisposable
{
    internal const string Client = "object store";

    /// <summary>Of each request, so that the sentence comes before whoever asked gives up.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>Requests cost money: what was in order is not asked again before this.</summary>
    private static readonly TimeSpan Trusted = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan MostSkew = TimeSpan.FromMinutes(5);

    private readonly S3Client _root = new(settings, Patience, retries: 1);
    private DateTimeOffset _wellUntil = DateTimeOffset.MinValue;

    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (clock.GetUtcNow() >= _wellUntil)
        {
            if (await FindAsync(cancellationToken) is { } trouble)
            {
                return HealthCheckResult.Degraded(trouble);
            }
            _wellUntil = clock.GetUtcNow() + Trusted;
        }
        return HealthCheckResult.Healthy($"The bucket '{settings.Bucket}' at {settings.Origin} is in order.");
    }

    public void Dispose() => _root.Dispose();

    private async Task<string?> FindAsync(CancellationToken ct)
    {
        try
        {
            return await FindTroubleAsync(ct);
        }
        catch (Exception e) when (e is UnavailableException or AmazonS3Exception)
        {
            return e.Message;
        }
    }

    private async Task<string?> FindTroubleAsync(CancellationToken ct)
    {
        var one = new ListObjectsV2Request { BucketName = settings.Bucket, MaxKeys = 1 };
        await _root.AskAsync((c, limit) => c.ListObjectsV2Async(one, limit), ct);

        var store = new S3Store(_root, clock);
        // Of its own, so that two sites that look at the same time don't take it from each other.
        var key = $".check/{Guid.NewGuid():N}";
        var (size, hash) = (0, Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData([])));
        var put = store.SignPut(key, size, hash, TimeSpan.FromMinutes(5));
        try
        {
            return await AskAsync(HttpMethod.Put, put.Url, put.Headers, settings.Upload, ct)
                ?? await AskAsync(
                    HttpMethod.Get, store.SignGet(key, TimeSpan.FromMinutes(5)), new Dictionary<string, string>(),
                    settings.Download, ct);
        }
        finally
        {
            await store.DeleteAsync(key, CancellationToken.None); // Also when nobody waits for the answer any more.
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
            return Skew(response.Headers.Date, clock.GetUtcNow(), settings)
                ?? (response.IsSuccessStatusCode ? null : S3Trouble.Of(Code(body), response.StatusCode, settings, user)
                    ?? $"{settings.Origin} answered {(int)response.StatusCode} to a signed {method}.");
        }
        catch (Exception e) when (!ct.IsCancellationRequested && S3Trouble.Of(e, settings) is { } sentence)
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
