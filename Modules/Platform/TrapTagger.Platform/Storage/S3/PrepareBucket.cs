using Amazon.S3;
using Amazon.S3.Model;
using Amazon.S3.Transfer;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace TrapTagger.Platform.Storage.S3;

/// <summary>The site's addresses, as a browser's Origin header names them.</summary>
internal sealed record SiteOrigins(IReadOnlyList<string> All);

/// <summary>
/// Makes the bucket what the site needs, each time the site starts: there, with its policy, open to the site's own
/// pages, and rid of what processes that died had sent parts of. A store that is away is asked again until it is back.
/// </summary>
internal sealed class PrepareBucket(S3Client s3, SiteOrigins origins, TimeProvider clock, ILogger<PrepareBucket> log)
    : BackgroundService
{
    /// <summary>Nothing takes a day to write: what is older has no writer any more.</summary>
    private static readonly TimeSpan Abandoned = TimeSpan.FromDays(1);

    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    private readonly S3Settings _settings = s3.Settings;

    /// <summary>The first try is awaited, so that the first request finds the bucket.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        if (!await TryAsync(cancellationToken))
        {
            await base.StartAsync(cancellationToken);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var pause = TimeSpan.FromSeconds(1);
        do
        {
            await Task.Delay(pause, clock, stoppingToken);
            pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
        }
        while (!await TryAsync(stoppingToken));
        log.LogInformation("The object store at {Origin} answers again", _settings.Origin);
    }

    private async Task<bool> TryAsync(CancellationToken ct)
    {
        try
        {
            await PrepareAsync(ct);
            return true;
        }
        catch (UnavailableException e)
        {
            log.LogWarning("{Reason}", e.Message);
            return false;
        }
        catch (AmazonS3Exception e)
        {
            log.LogWarning("{Origin} answered {Code}: {Message}", _settings.Origin, e.ErrorCode, e.Message);
            return true; // Asking again would change nothing, and pages need no store.
        }
    }

    private async Task PrepareAsync(CancellationToken ct)
    {
        await MakeAsync(ct);
        await SetAsync(
            "policy", _settings is { UploadUser: not null, DownloadUser: not null }
                ? null
                : "UploadUser and DownloadUser are missing in " + S3Settings.Setting,
            (c, limit) => c.PutBucketPolicyAsync(
                new PutBucketPolicyRequest
                {
                    BucketName = _settings.Bucket,
                    Policy = BucketRules.Policy(
                        _settings.Bucket, _settings.UploadUser!, _settings.DownloadUser!,
                        _settings.Address.Scheme == Uri.UriSchemeHttps),
                },
                limit),
            ct);
        await SetAsync(
            "CORS rules", origins.All.Count > 0 ? null : "the setting TrapTagger:Origins names no site",
            (c, limit) => c.PutCORSConfigurationAsync(_settings.Bucket, BucketRules.Cors(origins.All), limit), ct);
        await SetAsync("unfinished uploads", null, SweepAsync, ct);
    }

    /// <summary>Asked for by a list, because the answer to that says what is wrong.</summary>
    private async Task MakeAsync(CancellationToken ct)
    {
        var one = new ListObjectsV2Request { BucketName = _settings.Bucket, MaxKeys = 1 };
        try
        {
            await s3.AskAsync((c, limit) => c.ListObjectsV2Async(one, limit), ct);
        }
        catch (UnavailableException e) when (e.InnerException is AmazonS3Exception { ErrorCode: "NoSuchBucket" })
        {
            var bucket = new PutBucketRequest { BucketName = _settings.Bucket, UseClientRegion = true };
            await s3.AskAsync((c, limit) => c.PutBucketAsync(bucket, limit), ct);
            log.LogInformation("Bucket {Bucket} made at {Origin}", _settings.Bucket, _settings.Origin);
        }
    }

    /// <summary>A bucket whose rules somebody else keeps is used as it is, and that is said.</summary>
    private async Task SetAsync<T>(
        string what, string? without, Func<IAmazonS3, CancellationToken, Task<T>> set, CancellationToken ct)
    {
        try
        {
            if (without is null)
            {
                await s3.AskAsync(set, ct);
                return;
            }
        }
        catch (UnavailableException e) when (e.InnerException is AmazonS3Exception { ErrorCode: "AccessDenied" })
        {
            without = $"the access key '{_settings.Root.Access}' may not change them";
        }
        catch (AmazonS3Exception e)
        {
            without = $"{_settings.Origin} answered {e.ErrorCode} {e.Message}";
        }
        log.LogWarning("The {What} of bucket {Bucket} stay as they are: {Why}", what, _settings.Bucket, without);
    }

    private async Task<bool> SweepAsync(IAmazonS3 client, CancellationToken limit)
    {
        using var transfers = new TransferUtility(client);
        await transfers.AbortMultipartUploadsAsync(
            _settings.Bucket, (clock.GetUtcNow() - Abandoned).UtcDateTime, limit);
        return true;
    }
}
