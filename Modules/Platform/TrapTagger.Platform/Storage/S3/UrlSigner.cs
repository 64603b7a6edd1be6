using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace TrapTagger.Platform.Storage.S3;

/// <summary>
/// Signs URLs by AWS's Signature Version 4. The SDK can, too, but always from this second on and without the
/// content's checksum; these are signed from the last full hour on, so that every process names the same URL and a
/// browser shows the picture it has.
/// </summary>
internal sealed class UrlSigner(S3Settings settings, S3Key key, TimeProvider clock)
{
    private const string Algorithm = "AWS4-HMAC-SHA256";
    private const string Unsigned = "UNSIGNED-PAYLOAD";

    private static readonly TimeSpan Step = TimeSpan.FromHours(1);

    /// <param name="lifetime">At least, and less than an hour more.</param>
    /// <param name="headers">What the request must carry, with names in lower case.</param>
    /// <param name="query">What the answer is to say of itself.</param>
    internal string Sign(
        string method, string objectKey, TimeSpan lifetime,
        IReadOnlyDictionary<string, string> headers, params (string Name, string Value)[] query)
    {
        var address = new Uri(settings.Address, ObjectKey.Escape(objectKey));
        var now = clock.GetUtcNow();
        var since = new DateTimeOffset(now.Ticks - now.Ticks % Step.Ticks, TimeSpan.Zero);
        var time = since.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        var scope = $"{time[..8]}/{settings.Region}/s3/aws4_request";
        var signed = headers.Append(new("host", address.Authority)).OrderBy(h => h.Key, StringComparer.Ordinal)
            .ToList();
        var names = string.Join(';', signed.Select(h => h.Key));
        var asked = Query([
            .. query,
            ("X-Amz-Algorithm", Algorithm),
            ("X-Amz-Credential", $"{key.Access}/{scope}"),
            ("X-Amz-Date", time),
            ("X-Amz-Expires", ((long)(lifetime + Step).TotalSeconds).ToString(CultureInfo.InvariantCulture)),
            ("X-Amz-SignedHeaders", names),
        ]);
        var request = string.Join('\n', [
            method, address.AbsolutePath, asked, .. signed.Select(h => $"{h.Key}:{h.Value}"), "", names,
            headers.GetValueOrDefault(S3Store.ContentHash) ?? Unsigned,
        ]);
        var signature = Convert.ToHexStringLower(Mac(KeyOf(scope), string.Join('\n', [
            Algorithm, time, scope, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(request))),
        ])));
        return $"{address.AbsoluteUri}?{asked}&X-Amz-Signature={signature}";
    }

    private static string Query((string Name, string Value)[] parameters) => string.Join('&', parameters
        .Select(p => (Name: Uri.EscapeDataString(p.Name), Value: Uri.EscapeDataString(p.Value)))
        .OrderBy(p => p.Name, StringComparer.Ordinal)
        .Select(p => $"{p.Name}={p.Value}"));

    private byte[] KeyOf(string scope) =>
        scope.Split('/').Aggregate(Encoding.UTF8.GetBytes($"AWS4{key.Secret}"), Mac);

    private static byte[] Mac(byte[] key, string text) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text));
}
