using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;

namespace TrapTagger.Accounts;

/// <summary>Random texts that open something, and the hashes under which they are kept.</summary>
internal static class SecretText
{
    private const int Bytes = 32;

    /// <summary>43 letters that fit into addresses and cookies.</summary>
    internal static string New() => WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(Bytes));

    /// <summary>A plain hash is enough: nobody guesses 256 random bits.</summary>
    internal static string Hash(string secret) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));
}
