using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;

namespace TrapTagger.Accounts;

/// <summary>The secret of a link. Only its hash is kept: whoever reads the database cannot use it.</summary>
internal static class OneTimeToken
{
    internal static string New() => WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(32));

    internal static string Hash(string token) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
}
