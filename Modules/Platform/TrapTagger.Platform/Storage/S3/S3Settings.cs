using System.Data.Common;
using Amazon;
using TrapTagger.Platform.Data;

namespace TrapTagger.Platform.Storage.S3;

/// <summary>A pair of keys of one user of the object store.</summary>
internal sealed class S3Key(string access, string secret)
{
    internal string Access => access;

    internal string Secret => secret;
}

/// <summary>
/// Which bucket, and the three users: root is the product itself; the other two only sign what browsers may do, so
/// that a URL can never do more than its user.
/// </summary>
internal sealed class S3Settings
{
    internal const string Setting = "ConnectionStrings:objects";

    private readonly DbConnectionStringBuilder _given;

    /// <exception cref="UnusableSettingException">Something is missing or misspelt; the message says what.</exception>
    internal S3Settings(DbConnectionStringBuilder given)
    {
        _given = given;
        Endpoint = Optional("Endpoint") is { } endpoint ? ReadEndpoint(endpoint) : null;
        if (Reject(Endpoint, Optional("Ssl")) is { } reason)
        {
            throw new UnusableSettingException(reason);
        }
        Region = Endpoint is null ? Required("Region") : Optional("Region") ?? "us-east-1";
        Bucket = Required("Bucket");
        Root = new(Required("AccessKey"), Required("SecretKey"));
        Upload = new(Required("UploadAccessKey"), Required("UploadSecretKey"));
        Download = new(Required("DownloadAccessKey"), Required("DownloadSecretKey"));
        UploadUser = Optional("UploadUser");
        DownloadUser = Optional("DownloadUser");
    }

    /// <summary>Null for AWS itself.</summary>
    internal Uri? Endpoint { get; }

    internal string Region { get; }

    internal string Bucket { get; }

    internal S3Key Root { get; }

    internal S3Key Upload { get; }

    internal S3Key Download { get; }

    /// <summary>ARN of the user whose keys sign uploads, as the bucket's policy names it.</summary>
    internal string? UploadUser { get; }

    internal string? DownloadUser { get; }

    /// <summary>Where the bucket's objects begin: by path on a server of one's own, by host name on AWS.</summary>
    internal Uri Address => Endpoint is null
        ? new($"https://{Bucket}.s3.{Region}.{RegionEndpoint.GetBySystemName(Region).PartitionDnsSuffix}/")
        : new(Endpoint, $"/{Bucket}/");

    internal string Origin => Address.GetLeftPart(UriPartial.Authority);

    private static Uri ReadEndpoint(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"
            && uri.PathAndQuery == "/"
            ? uri
            : throw new UnusableSettingException(
                $"Endpoint in {Setting} is '{text}': write it as in Endpoint=https://s3.example.org.");

    /// <summary>Why a way can't be used, in a sentence that says what to do; null when it can.</summary>
    private static string? Reject(Uri? endpoint, string? ssl) => endpoint switch
    {
        null or { Scheme: "https" } => null,
        _ when ThisMachine.Is(endpoint.Host) => null,
        _ when string.Equals(ssl, "false", StringComparison.OrdinalIgnoreCase) => null,
        _ => $"Photographs would go to {endpoint.Host} in the clear: write its Endpoint in {Setting} with https, or "
            + "add Ssl=false if the way there needs no protection.",
    };

    private string Required(string name) => Optional(name) ?? throw new UnusableSettingException(
        $"{name} is missing in {Setting}: S3 needs Bucket, Region and three pairs of keys, AccessKey and SecretKey, "
        + "UploadAccessKey and UploadSecretKey, DownloadAccessKey and DownloadSecretKey.");

    private string? Optional(string name) =>
        _given.TryGetValue(name, out var value) && value is string { Length: > 0 } text ? text : null;
}
