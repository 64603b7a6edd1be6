using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;

namespace TrapTagger.Platform.Storage;

/// <summary>What a signed URL allows; every part is under the signature.</summary>
internal sealed record Permit(string Method, string Key, long ExpiresUnix, long Size = 0, string Sha256 = "")
{
    internal string Text => string.Join('\n', Method, Key, ExpiresUnix.ToString(CultureInfo.InvariantCulture),
        Size.ToString(CultureInfo.InvariantCulture), Sha256);
}

/// <summary>Signs and checks the folder store's URLs with HMAC-SHA-256.</summary>
internal sealed class ObjectSigner(byte[] key, TimeProvider clock)
{
    /// <summary>
    /// A URL's end is rounded up to this, so that a page opened again names the same URL and the browser
    /// shows the picture it has.
    /// </summary>
    private static readonly TimeSpan Step = TimeSpan.FromHours(1);

    internal long Expiry(TimeSpan lifetime)
    {
        var step = (long)Step.TotalSeconds;
        return ((clock.GetUtcNow() + lifetime).ToUnixTimeSeconds() / step + 1) * step;
    }

    internal string Sign(Permit permit) =>
        WebEncoders.Base64UrlEncode(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(permit.Text)));

    internal bool Allows(Permit permit, string? signature) =>
        permit.ExpiresUnix >= clock.GetUtcNow().ToUnixTimeSeconds()
        && CryptographicOperations.FixedTimeEquals(
            Encoding.ASCII.GetBytes(Sign(permit)), Encoding.ASCII.GetBytes(signature ?? ""));
}
