using System.Net;
using Amazon.Runtime;
using Amazon.S3;

namespace TrapTagger.Platform.Storage.S3;

/// <summary>What is wrong with the object store, in one sentence for its operator.</summary>
internal static class S3Trouble
{
    /// <summary>Null where the store is well and the request was wrong.</summary>
    internal static string? Of(Exception e, S3Settings settings) => e switch
    {
        DeleteObjectsException { Response.DeleteErrors: [var first, ..] } =>
            Of(first.Code, HttpStatusCode.Forbidden, settings, settings.Root),
        AmazonS3Exception { StatusCode: not 0 } s3 => Of(s3.ErrorCode, s3.StatusCode, settings, settings.Root),
        OperationCanceledException => $"{Store(settings)} does not answer: nothing came in time.",
        AmazonServiceException or AmazonClientException or HttpRequestException or IOException =>
            $"{Store(settings)} does not answer: {e.GetBaseException().Message.TrimEnd('.')}.",
        _ => null,
    };

    /// <summary>By the code of an answer, or by its status where it carries none.</summary>
    /// <param name="asked">Whose keys signed the request.</param>
    internal static string? Of(string? code, HttpStatusCode status, S3Settings settings, S3Key asked)
    {
        var store = Store(settings);
        return (code, status) switch
        {
            ("InvalidAccessKeyId", _) =>
                $"{store} does not know the access key '{asked.Access}': correct it in {S3Settings.Setting}.",
            ("SignatureDoesNotMatch", _) => $"The secret key that belongs to '{asked.Access}' is not the one that "
                + $"{Inside(store)} has: correct it in {S3Settings.Setting}.",
            ("RequestTimeTooSkewed", _) =>
                $"The clocks of this machine and of {Inside(store)} differ too much: set them right.",
            ("NoSuchBucket", _) => $"There is no bucket '{settings.Bucket}' at {settings.Origin}: create it, or "
                + $"correct Bucket in {S3Settings.Setting}.",
            ("InvalidBucketName", _) =>
                $"'{settings.Bucket}' can't be a bucket's name: correct Bucket in {S3Settings.Setting}.",
            ("BucketAlreadyExists", _) => $"The bucket '{settings.Bucket}' at {settings.Origin} is somebody else's: "
                + $"name another one in {S3Settings.Setting}.",
            ("QuotaExceeded", _) => $"The bucket '{settings.Bucket}' at {settings.Origin} is full: raise its quota.",
            (_, HttpStatusCode.Forbidden) => $"The access key '{asked.Access}' lacks a right on the bucket "
                + $"'{settings.Bucket}' at {settings.Origin}: give it what the operator's guide lists.",
            // A 400 without S3's own code is a connection gone wrong: radosgw takes the rest of a request that it
            // refused for another one.
            (_, >= HttpStatusCode.InternalServerError or HttpStatusCode.TooManyRequests)
                or ("RequestTimeout" or "SlowDown" or "OperationAborted" or "BadRequest", _) =>
                $"{store} can't do it now: it answered {(int)status} {code}.",
            _ => null,
        };
    }

    private static string Store(S3Settings settings) => $"The object store at {settings.Origin}";

    private static string Inside(string store) => $"t{store[1..]}";
}
