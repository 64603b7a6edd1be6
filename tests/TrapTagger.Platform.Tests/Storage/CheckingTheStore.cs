using Amazon.S3.Model;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;
using TrapTagger.Platform.Storage;
using TrapTagger.Platform.Storage.S3;
using TrapTagger.Testing;
using TrapTagger.Testing.Objects;

namespace TrapTagger.Platform.Tests.Storage;

/// <summary>
/// What is said of a store that is not in order: one sentence, and never that the site can't serve pages.
/// </summary>
public sealed class CheckingTheStore : IAsyncLifetime
{
    private readonly BucketUnderTest _under = new();

    private string Place => _under.Endpoint.AbsoluteUri.TrimEnd('/');

    public async ValueTask InitializeAsync() => await _under.StartAsync();

    [Fact]
    public async Task one_in_order_is_healthy_and_nothing_stays_of_the_check()
    {
        var seen = await Look();

        Assert.Equal(HealthStatus.Healthy, seen.Status);
        Assert.Equal(0, await CountObjects());
    }

    [Fact]
    public async Task nothing_stays_of_a_check_that_nobody_waits_for_any_more()
    {
        await using var proxy = await ObjectProxy.BeforeAsync(_under.Endpoint);
        using var given = new CancellationTokenSource();
        proxy.Refuses = (request, _) =>
        {
            if (request.Method == HttpMethods.Get && request.Path.Value!.Contains(".check", StringComparison.Ordinal))
            {
                given.Cancel(); // The object is there, and about to be read.
            }
            return null;
        };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Look(proxy.Address, ct: given.Token));

        Assert.Equal(0, await CountObjects());
    }

    [Theory]
    [InlineData("AccessKey", "nobody", "does not know the access key 'nobody'")]
    [InlineData("SecretKey", "wrong", "The secret key that belongs to 'root-key' is not the one")]
    [InlineData("UploadAccessKey", "nobody", "does not know the access key 'nobody'")]
    [InlineData("UploadSecretKey", "wrong", "The secret key that belongs to 'upload-key' is not the one")]
    [InlineData("DownloadSecretKey", "wrong", "The secret key that belongs to 'download-key' is not the one")]
    [InlineData("Bucket", "there-is-none", "There is no bucket 'there-is-none'")]
    public async Task a_wrong_setting_is_named(string setting, string value, string expected) =>
        Assert.Contains(expected, await Trouble(changes: (setting, value)), StringComparison.Ordinal);

    [Fact]
    public async Task a_user_without_its_right_is_named()
    {
        const string named = "The access key 'download-key' lacks a right on the bucket ";

        var asRoot = await Trouble(changes: [("AccessKey", "download-key"), ("SecretKey", "download-secret")]);
        Assert.StartsWith(named, asRoot, StringComparison.Ordinal);

        var toUpload = await Trouble(
            changes: [("UploadAccessKey", "download-key"), ("UploadSecretKey", "download-secret")]);
        Assert.StartsWith(named, toUpload, StringComparison.Ordinal);
    }

    [Fact]
    public async Task one_that_does_not_answer_is_named()
    {
        var nobody = new Uri($"http://127.0.0.1:{RunningAppHost.FreePort()}/");

        Assert.StartsWith(
            $"The object store at {nobody.AbsoluteUri.TrimEnd('/')} does not answer: ", await Trouble(nobody),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task one_that_hangs_is_named_before_who_asks_gives_up()
    {
        await using var proxy = await ObjectProxy.BeforeAsync(_under.Endpoint);
        proxy.Gate = new TaskCompletionSource().Task;

        Assert.EndsWith(
            "does not answer: nothing came in time.", await Trouble(proxy.Address), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(20, "20 minutes ahead of")]
    [InlineData(-20, "20 minutes behind")]
    public async Task a_clock_that_is_wrong_is_named(int minutes, string expected)
    {
        var clock = new TestClock();
        clock.Advance(TimeSpan.FromMinutes(minutes) + TimeSpan.FromSeconds(30 * Math.Sign(minutes)));

        var seen = await Look(clock: clock);

        Assert.Equal(HealthStatus.Degraded, seen.Status);
        Assert.Contains(expected, seen.Description, StringComparison.Ordinal);
    }

    [Fact]
    public async Task a_bucket_that_root_may_use_but_not_rule_is_used_and_that_is_said()
    {
        const string mayUse = """
            { "Version": "2012-10-17", "Statement": [{ "Effect": "Allow",
              "Principal": { "AWS": ["arn:aws:iam:::user/download", "arn:aws:iam:::user/upload"] },
              "Action": ["s3:ListBucket", "s3:GetObject", "s3:PutObject", "s3:DeleteObject"],
              "Resource": ["arn:aws:s3:::BUCKET", "arn:aws:s3:::BUCKET/*"] }] }
            """;
        await _under.Client().AskAsync((c, limit) => c.PutBucketPolicyAsync(
            _under.Bucket, mayUse.Replace("BUCKET", _under.Bucket, StringComparison.Ordinal), limit), Ct);
        (string, string)[] user = [("AccessKey", "download-key"), ("SecretKey", "download-secret")];

        var said = await Prepared(user, BucketUnderTest.Site);

        Assert.Equal(
            ["policy", "CORS rules", "unfinished uploads"],
            said.Select(l => l["Warning: The ".Length..l.IndexOf(" of bucket", StringComparison.Ordinal)]));
        Assert.All(said, l => Assert.EndsWith(
            "the access key 'download-key' may not change them", l, StringComparison.Ordinal));
        Assert.Equal(HealthStatus.Healthy, (await Look(changes: user)).Status);
    }

    [Fact]
    public async Task rules_that_no_setting_gives_stay_as_they_are_and_that_is_said() => Assert.Equal(
        [
            $"Warning: The policy of bucket {_under.Bucket} stay as they are: "
                + "UploadUser and DownloadUser are missing in ConnectionStrings:objects",
            $"Warning: The CORS rules of bucket {_under.Bucket} stay as they are: "
                + "the setting TrapTagger:Origins names no site",
        ],
        await Prepared([("UploadUser", "")], origins: []));

    [Fact]
    public async Task a_folder_that_takes_nothing_is_named()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder["objects"], "in the way", Ct);
        var check = new FolderHealth(new(folder["objects"], new(new byte[32], TimeProvider.System)));

        var seen = await check.CheckHealthAsync(new(), Ct);

        Assert.Equal(HealthStatus.Degraded, seen.Status);
        Assert.StartsWith(
            $"Objects can't be written to {folder["objects"]}: ", seen.Description, StringComparison.Ordinal);
    }

    public ValueTask DisposeAsync() => _under.DisposeAsync();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>What the site says when it prepares the bucket.</summary>
    private async Task<List<string>> Prepared((string, string)[] changes, params string[] origins)
    {
        var said = new List<string>();
        using var logging = LoggerFactory.Create(logging => logging.AddProvider(new ListLogger(said)));
        using var preparing = new PrepareBucket(
            _under.Client(changes: changes), new(origins), TimeProvider.System,
            logging.CreateLogger<PrepareBucket>());
        await preparing.StartAsync(Ct);
        return said;
    }

    private async Task<string> Trouble(Uri? endpoint = null, params (string, string)[] changes)
    {
        var seen = await Look(endpoint, changes: changes);
        Assert.Equal(HealthStatus.Degraded, seen.Status);
        return seen.Description!;
    }

    private async Task<HealthCheckResult> Look(
        Uri? endpoint = null, TimeProvider? clock = null, CancellationToken? ct = null,
        params (string, string)[] changes)
    {
        var https = new ServiceCollection().AddHttpClient().BuildServiceProvider()
            .GetRequiredService<IHttpClientFactory>();
        using var check = new S3Health(_under.Settings(endpoint, changes), https, clock ?? TimeProvider.System);
        return await check.CheckHealthAsync(new(), ct ?? Ct);
    }

    /// <summary>With those that no list of the store's names.</summary>
    private async Task<int> CountObjects()
    {
        var all = new ListObjectsV2Request { BucketName = _under.Bucket };
        return (await _under.Client().AskAsync((c, limit) => c.ListObjectsV2Async(all, limit), Ct)).KeyCount ?? 0;
    }
}
