using System.Security.Cryptography;
using TrapTagger.Platform.Data;

namespace TrapTagger.Accounts;

/// <summary>Codes to write down, for a day without the phone. Each opens the second step once.</summary>
internal static class RecoveryCodes
{
    internal const int Count = 10;

    /// <summary>128 bits: a plain hash of them is no help to whoever reads the database.</summary>
    private const int Bytes = 16;

    private const string Forget = "DELETE FROM recovery_code WHERE person_id = @person";

    private const string Use = """
        UPDATE recovery_code SET used_at = @now WHERE person_id = @person AND code_hash = @hash AND used_at IS NULL
        """;

    private const string CountLeft = "SELECT count(*) FROM recovery_code WHERE person_id = @person AND used_at IS NULL";

    /// <summary>New ones instead of all there were; shown once.</summary>
    internal static async Task<IReadOnlyList<string>> ReplaceAsync(DbSession work, long person)
    {
        var codes = Enumerable.Range(0, Count)
            .Select(_ => Base32.InGroups(Base32.Of(RandomNumberGenerator.GetBytes(Bytes)), '-').ToLowerInvariant())
            .ToList();
        await ForgetAsync(work, person);
        await work.InsertAsync("recovery_code", codes.ConvertAll(code => new Row(person, HashOf(code))));
        return codes;
    }

    internal static Task ForgetAsync(DbSession work, long person) => work.ExecuteAsync(Forget, new { person });

    internal static async Task<bool> UseAsync(DbSession session, long person, string code, DateTimeOffset now) =>
        await session.ExecuteAsync(Use, new { person, hash = HashOf(code), now }) == 1;

    internal static Task<int> CountLeftAsync(DbSession session, long person) =>
        session.ScalarAsync<int>(CountLeft, new { person });

    /// <summary>However it was typed: with or without hyphens, in small letters or capitals.</summary>
    private static string HashOf(string code) =>
        SecretText.Hash(string.Concat(code.Where(char.IsAsciiLetterOrDigit)).ToUpperInvariant());

    private sealed record Row(long PersonId, string CodeHash);
}
