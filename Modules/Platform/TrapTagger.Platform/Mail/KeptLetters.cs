using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;

namespace TrapTagger.Platform.Mail;

/// <summary>
/// Letters as the database keeps them. One with a link that lets its holder in lies there under the site's keys, so
/// that a look at the table, or at a copy of it, opens nothing. Web apps and workers share the keys.
/// </summary>
internal sealed class KeptLetters(IDataProtectionProvider keys)
{
    private static readonly JsonSerializerOptions Json = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, // to a column, not a page: a third of the bytes
    };

    private readonly IDataProtector _secrets = keys.CreateProtector("TrapTagger.Platform.Mail");

    internal string Write(Letter letter)
    {
        var words = JsonSerializer.Serialize(letter, Json);
        return letter.Button is { IsSecret: true } ? _secrets.Protect(words) : words;
    }

    /// <returns>Null where the keys that it was written with are gone.</returns>
    internal Letter? Read(string content)
    {
        try
        {
            // Letters without a secret, and those of older versions, lie as they are.
            var words = content is ['{', ..] ? content : _secrets.Unprotect(content);
            return JsonSerializer.Deserialize<Letter>(words, Json);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
