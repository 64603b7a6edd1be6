using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;

namespace TrapTagger.Accounts;

/// <summary>
/// Time-based one-time passwords as every authenticator app makes them (RFC 6238: SHA-1, 30 s, 6 digits).
/// </summary>
internal static class Totp
{
    private const int SecretBytes = 20;
    private const int StepSeconds = 30;
    private const int Modulus = 1_000_000;

    /// <summary>How many steps a phone's clock may be early or late.</summary>
    private const int Tolerance = 1;

    internal static byte[] NewSecret() => RandomNumberGenerator.GetBytes(SecretBytes);

    internal static long StepAt(DateTimeOffset now) => now.ToUnixTimeSeconds() / StepSeconds;

    internal static string CodeAt(byte[] secret, long step)
    {
        Span<byte> counter = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
        Span<byte> hash = stackalloc byte[HMACSHA1.HashSizeInBytes];
#pragma warning disable CA5350 // what the apps speak; collisions, its weakness, do not matter in an HMAC
        HMACSHA1.HashData(secret, counter, hash);
#pragma warning restore CA5350
        var number = BinaryPrimitives.ReadInt32BigEndian(hash[(hash[^1] & 0xf)..]) & int.MaxValue;
        return (number % Modulus).ToString("D6", CultureInfo.InvariantCulture);
    }

    /// <summary>
    /// The step whose code it is, among those that are later than the last one used; null when none is.
    /// </summary>
    internal static long? Match(byte[] secret, string code, DateTimeOffset now, long lastUsed)
    {
        var middle = StepAt(now);
        for (var step = Math.Max(middle - Tolerance, lastUsed + 1); step <= middle + Tolerance; step++)
        {
            if (CryptographicOperations.FixedTimeEquals(
                System.Text.Encoding.UTF8.GetBytes(CodeAt(secret, step)), System.Text.Encoding.UTF8.GetBytes(code)))
            {
                return step;
            }
        }
        return null;
    }
}
