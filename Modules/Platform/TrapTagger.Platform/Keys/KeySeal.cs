using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Configuration;
using TrapTagger.Platform.Data;

namespace TrapTagger.Platform.Keys;

/// <summary>
/// Closes the site's keys by a secret that does not lie beside them: whoever reads the database, or a backup of it,
/// then reads neither cookies nor authenticators' secrets. Without a secret they lie open.
/// </summary>
internal sealed class KeySeal
{
    internal const string Setting = "TrapTagger:KeySecret";

    private const string Missing =
        $"The setting '{Setting}' is missing, and this site's keys are sealed by it: give it to every program.";

    private const string Another =
        $"The setting '{Setting}' is another than the one by which this site's keys are sealed: give that one.";

    private const string Mark = "sealed:";
    private const int Shortest = 32;
    private const int NonceBytes = 12;
    private const int TagBytes = 16;

    /// <summary>Of AES-256-GCM; null without a secret.</summary>
    private readonly byte[]? _key;

    private KeySeal(byte[]? key) => _key = key;

    internal bool IsGiven => _key is not null;

    /// <exception cref="UnusableSettingException">The secret is too short to be one.</exception>
    internal static KeySeal Read(IConfiguration configuration) => configuration[Setting] switch
    {
        null or "" => new(null),
        { Length: < Shortest } => throw new UnusableSettingException(
            $"The setting '{Setting}' is too short: give {Shortest} letters or more, as `openssl rand -base64 32` "
            + "makes them."),
        var secret => new(HKDF.DeriveKey(
            HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret), outputLength: 32,
            info: "TrapTagger keys"u8.ToArray())),
    };

    internal static bool IsSealed(string kept) => kept.StartsWith(Mark, StringComparison.Ordinal);

    /// <param name="name">The key's own: what is sealed under one name opens under no other.</param>
    internal string Close(string name, string text)
    {
        var (plain, nonce) = (Encoding.UTF8.GetBytes(text), RandomNumberGenerator.GetBytes(NonceBytes));
        var (closed, tag) = (new byte[plain.Length], new byte[TagBytes]);
        using var aes = new AesGcm(_key!, TagBytes);
        aes.Encrypt(nonce, plain, closed, tag, Encoding.UTF8.GetBytes(name));
        return Mark + Convert.ToBase64String([.. nonce, .. tag, .. closed]);
    }

    /// <exception cref="UnusableSettingException">
    /// It was sealed by another secret than this one, or is damaged; the message says which.
    /// </exception>
    internal string Open(string name, string kept)
    {
        if (!IsSealed(kept))
        {
            return kept;
        }
        if (_key is null)
        {
            throw new UnusableSettingException(Missing);
        }
        var bytes = new byte[kept.Length];
        if (!Convert.TryFromBase64String(kept[Mark.Length..], bytes, out var length) || length < NonceBytes + TagBytes)
        {
            throw new UnusableSettingException(
                $"The key '{name}' in the table protection_key is damaged: bring that row back from a backup.");
        }
        return Decrypt(name, bytes.AsSpan(0, length));
    }

    private string Decrypt(string name, ReadOnlySpan<byte> bytes)
    {
        try
        {
            var plain = new byte[bytes.Length - NonceBytes - TagBytes];
            using var aes = new AesGcm(_key!, TagBytes);
            aes.Decrypt(
                bytes[..NonceBytes], bytes[(NonceBytes + TagBytes)..], bytes[NonceBytes..(NonceBytes + TagBytes)],
                plain, Encoding.UTF8.GetBytes(name));
            return Encoding.UTF8.GetString(plain);
        }
        catch (CryptographicException e)
        {
            throw new UnusableSettingException(Another, e);
        }
    }
}
