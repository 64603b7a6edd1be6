using System.Runtime.InteropServices;
using Amazon;
using Amazon.Runtime;
using Amazon.S3;

namespace TrapTagger.Platform.Storage.S3;

/// <summary>
/// The root user's client. What passes by itself within seconds it tries again; what doesn't becomes an
/// <see cref="UnavailableException"/> with the reason.
/// </summary>
/// <param name="patience">For an answer; what is large has as much more as it needs.</param>
/// <param name="retries">How often what may pass is asked again.</param>
internal sealed class S3Client(S3Settings settings, TimeSpan patience, int retries = 4) : IDisposable
{
    /// <summary>Less than a page's script waits, and than a job is worth.</summary>
    internal static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>A slower connection is taken for a dead one.</summary>
    private const long SlowestBytesPerSecond = 256 * 1024;

    private readonly AmazonS3Client _client = new(
        settings.Root.Access, settings.Root.Secret, Configured(settings, retries));

    internal S3Settings Settings => settings;

    /// <exception cref="UnavailableException">The store can't do it now.</exception>
    /// <exception cref="AmazonS3Exception">The request itself was refused.</exception>
    internal Task<T> AskAsync<T>(
        Func<IAmazonS3, CancellationToken, Task<T>> ask, CancellationToken ct, long bytes = 0) =>
        AskAsync((client, limit) => ask(client, limit.Token), patience + For(bytes), ct);

    /// <summary>The limit can be moved once it is known how much there is to read.</summary>
    private async Task<T> AskAsync<T>(
        Func<IAmazonS3, CancellationTokenSource, Task<T>> ask, TimeSpan limitAfter, CancellationToken ct)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(limitAfter);
        try
        {
            return await ask(_client, limit);
        }
        catch (Exception e) when (!ct.IsCancellationRequested && S3Trouble.Of(e, settings) is { } sentence)
        {
            throw new UnavailableException(sentence, e);
        }
    }

    /// <summary>An object's body, or null where there is none.</summary>
    internal async Task<byte[]?> ReadAsync(Amazon.S3.Model.GetObjectRequest request, CancellationToken ct)
    {
        try
        {
            return await AskAsync(
                async (client, limit) =>
                {
                    using var response = await client.GetObjectAsync(request, limit.Token);
                    limit.CancelAfter(patience + For(response.ContentLength));
                    var bytes = new byte[response.ContentLength];
                    await response.ResponseStream.ReadExactlyAsync(bytes, limit.Token);
                    return bytes;
                },
                patience, ct);
        }
        catch (AmazonS3Exception e) when (e.ErrorCode == "NoSuchKey")
        {
            return null;
        }
    }

    internal static MemoryStream Open(ReadOnlyMemory<byte> bytes) =>
        MemoryMarshal.TryGetArray(bytes, out var array)
            ? new(array.Array!, array.Offset, array.Count, writable: false)
            : new(bytes.ToArray(), writable: false);

    public void Dispose() => _client.Dispose();

    private static TimeSpan For(long bytes) => TimeSpan.FromSeconds((double)bytes / SlowestBytesPerSecond);

    private static AmazonS3Config Configured(S3Settings settings, int retries)
    {
        var config = new AmazonS3Config
        {
            // The other choice sends checksums in a form that servers other than AWS's refuse.
            RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED,
            ResponseChecksumValidation = ResponseChecksumValidation.WHEN_REQUIRED,
            RetryMode = RequestRetryMode.Standard,
            MaxErrorRetry = retries,
            ConnectTimeout = TimeSpan.FromSeconds(5),
            MaxConnectionsPerServer = 64,
            Timeout = Timeout.InfiniteTimeSpan, // Patience knows how much is sent.
        };
        if (settings.Endpoint is { } endpoint)
        {
            config.ServiceURL = endpoint.AbsoluteUri;
            config.ForcePathStyle = true;
            config.AuthenticationRegion = settings.Region;
        }
        else
        {
            config.RegionEndpoint = RegionEndpoint.GetBySystemName(settings.Region);
        }
        return config;
    }
}
