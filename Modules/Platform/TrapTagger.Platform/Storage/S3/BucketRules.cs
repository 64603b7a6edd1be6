using System.Text.Json;
using Amazon.S3.Model;

namespace TrapTagger.Platform.Storage.S3;

/// <summary>Who may do what with the bucket, as S3 reads it. Nothing is allowed to anybody who is not named.</summary>
public static class BucketRules
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true };

    /// <summary>
    /// The policy's JSON: one user puts, the other gets. What else they might do, by another policy or because an
    /// uploader may own what it put, is denied by name; NotAction would say it shorter, but radosgw passes over it.
    /// </summary>
    /// <param name="uploadUser">ARN.</param>
    /// <param name="downloadUser">ARN.</param>
    /// <param name="onlyTls">Not for a store that is reached over plain http.</param>
    public static string Policy(string bucket, string uploadUser, string downloadUser, bool onlyTls)
    {
        string[] all = [$"arn:aws:s3:::{bucket}", $"arn:aws:s3:::{bucket}/*"];
        var statements = new List<object>
        {
            Allow("UploadsPut", uploadUser, "s3:PutObject", all[1]),
            Deny("UploadsDoNothingElse", uploadUser, all, [
                "s3:Get*", "s3:List*", "s3:Delete*", "s3:PutBucket*", "s3:PutObjectAcl", "s3:PutObjectVersionAcl",
                "s3:PutObjectTagging", "s3:AbortMultipartUpload",
            ]),
            Deny("UploadsBelongToTheBucket", uploadUser, [all[1]], ["s3:PutObject"], new
            {
                StringNotEquals = new Dictionary<string, string> { [$"s3:{S3Store.Acl}"] = S3Store.OwnerMayAll },
            }),
            // Beginning and ending an upload are s3:PutObject, too, and to radosgw never carry an ACL.
            Deny("UploadsNeitherBeginNorEnd", uploadUser, [all[1]], ["s3:PutObject"], new
            {
                Null = new Dictionary<string, string> { [$"s3:{S3Store.Acl}"] = "true" },
            }),
            Allow("DownloadsGet", downloadUser, "s3:GetObject", all[1]),
            Deny("DownloadsDoNothingElse", downloadUser, all, [
                "s3:Put*", "s3:Delete*", "s3:List*", "s3:AbortMultipartUpload",
            ]),
        };
        if (onlyTls)
        {
            statements.Add(Deny("NobodyInTheClear", "*", all, ["s3:*"], new
            {
                Bool = new Dictionary<string, string> { ["aws:SecureTransport"] = "false" },
            }));
        }
        return JsonSerializer.Serialize(new { Version = "2012-10-17", Statement = statements }, Readable);
    }

    /// <summary>Pages of the site, and of no other, may put files and show them.</summary>
    public static CORSConfiguration Cors(IEnumerable<string> origins) => new()
    {
        Rules =
        [
            new()
            {
                Id = "site",
                AllowedOrigins = [.. origins],
                AllowedMethods = ["GET", "PUT"],
                AllowedHeaders = ["content-type", "range", S3Store.Acl, S3Store.ContentHash, S3Store.Checksum],
                ExposeHeaders = ["ETag"],
                MaxAgeSeconds = 3600,
            },
        ],
    };

    private static object Allow(string sid, string user, string action, string resource) => new
    {
        Sid = sid, Effect = "Allow", Principal = new { AWS = user }, Action = action, Resource = resource,
    };

    private static Dictionary<string, object> Deny(
        string sid, string user, string[] resource, string[] actions, object? condition = null)
    {
        var statement = new Dictionary<string, object>
        {
            ["Sid"] = sid, ["Effect"] = "Deny", ["Principal"] = new { AWS = user }, ["Action"] = actions,
            ["Resource"] = resource,
        };
        if (condition is not null)
        {
            statement["Condition"] = condition;
        }
        return statement;
    }
}
