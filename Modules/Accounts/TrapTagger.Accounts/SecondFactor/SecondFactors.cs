using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using TrapTagger.Platform.Data;

namespace TrapTagger.Accounts;

/// <summary>People's authenticator apps. Their secrets lie in the database under the site's keys.</summary>
internal sealed class SecondFactors(Db db, TimeProvider clock, IDataProtectionProvider keys)
{
    private const int CodeLength = 6;

    private readonly IDataProtector _secrets = keys.CreateProtector("TrapTagger.Accounts.SecondFactor");
    private readonly ITimeLimitedDataProtector _pending =
        keys.CreateProtector("TrapTagger.Accounts.SecondFactor.Pending").ToTimeLimitedDataProtector();

    private static readonly TimeSpan PendingLifetime = TimeSpan.FromMinutes(30);

    private const string IsOn = "SELECT count(*) FROM second_factor WHERE person_id = @person";
    private const string Find = "SELECT secret, last_step FROM second_factor WHERE person_id = @person";
    private const string Forget = "DELETE FROM second_factor WHERE person_id = @person";

    private const string Add = """
        INSERT INTO second_factor (person_id, secret, last_step, made_at) VALUES (@person, @secret, @step, @now)
        """;

    private const string Use = """
        UPDATE second_factor SET last_step = @step WHERE person_id = @person AND last_step < @step
        """;

    internal async Task<bool> IsOnAsync(long person, CancellationToken ct)
    {
        await using var session = await db.OpenAsync(ct);
        return await session.ScalarAsync<long>(IsOn, new { person }) > 0;
    }

    /// <summary>Takes a code of the app or a recovery code; true once for each.</summary>
    internal async Task<bool> TakeAsync(long person, string code, CancellationToken ct)
    {
        var given = Digits(code);
        var now = clock.GetUtcNow();
        await using var session = await db.OpenAsync(ct);
        if (given is null)
        {
            return await RecoveryCodes.UseAsync(session, person, code, now);
        }
        return await session.FindAsync<Row>(Find, new { person }) is { } row
            && Convert.FromBase64String(_secrets.Unprotect(row.Secret)) is var secret
            && Totp.Match(secret, given, now, row.LastStep) is { } step
            && await session.ExecuteAsync(Use, new { person, step }) == 1;
    }

    /// <summary>
    /// A secret that is not yet anybody's, as the form carries it until a code shows that the app has it.
    /// </summary>
    internal string Begin() => _pending.Protect(Convert.ToBase64String(Totp.NewSecret()), PendingLifetime);

    /// <summary>The secret in the form; null when it is too old or not from here.</summary>
    internal byte[]? Pending(string? form)
    {
        try
        {
            return form is null ? null : Convert.FromBase64String(_pending.Unprotect(form));
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    /// <summary>The step of the code that shows that the app has the secret; null when it shows nothing.</summary>
    internal long? Prove(byte[] secret, string? code) =>
        Digits(code ?? "") is { } given ? Totp.Match(secret, given, clock.GetUtcNow(), lastUsed: 0) : null;

    /// <summary>Turns it on, with recovery codes to be shown once.</summary>
    internal async Task<IReadOnlyList<string>> TurnOnAsync(DbSession work, long person, byte[] secret, long step)
    {
        await work.ExecuteAsync(Forget, new { person });
        await work.ExecuteAsync(Add, new
        {
            person, secret = _secrets.Protect(Convert.ToBase64String(secret)), step, now = clock.GetUtcNow(),
        });
        return await RecoveryCodes.ReplaceAsync(work, person);
    }

    internal static async Task TurnOffAsync(DbSession work, long person)
    {
        await work.ExecuteAsync(Forget, new { person });
        await RecoveryCodes.ForgetAsync(work, person);
    }

    /// <summary>Six digits, however they were spaced; null for anything else.</summary>
    private static string? Digits(string code) =>
        string.Concat(code.Where(c => !char.IsWhiteSpace(c))) is { Length: CodeLength } digits
        && digits.All(char.IsAsciiDigit) ? digits : null;

    private sealed record Row
    {
        public string Secret { get; init; } = "";
        public long LastStep { get; init; }
    }
}
