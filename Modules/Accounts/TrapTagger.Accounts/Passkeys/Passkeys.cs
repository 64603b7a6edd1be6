using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using TrapTagger.Platform.Data;

namespace TrapTagger.Accounts;

/// <summary>People's passkeys. What they sign is checked by Identity; what is kept of them, here.</summary>
internal sealed class Passkeys(Db db, SignInManager<Person> signIn, TimeProvider clock)
{
    internal const string Refused = "This passkey does not open the account: it was removed, or it is somebody else's.";

    private const string List = "SELECT id, name, made_at, used_at FROM passkey WHERE person_id = @person ORDER BY id";
    private const string Use = "UPDATE passkey SET used_at = @now WHERE credential_hash = @hash";
    private const string RemoveAll = "DELETE FROM passkey WHERE person_id = @person";
    private const string Remove = "DELETE FROM passkey WHERE id = @id AND person_id = @person";

    internal async Task<IReadOnlyList<PasskeyModel>> ListAsync(long person, CancellationToken ct)
    {
        await using var session = await db.OpenAsync(ct);
        return await session.QueryAsync<PasskeyModel>(List, new { person });
    }

    internal async Task<bool> HasAnyAsync(long person, CancellationToken ct) => (await ListAsync(person, ct)).Count > 0;

    /// <summary>What the browser needs to make one, as JSON.</summary>
    internal Task<string> OfferAsync(Person person) => signIn.MakePasskeyCreationOptionsAsync(
        new() { Id = $"{person.Id}", Name = person.Email, DisplayName = person.Name });

    /// <summary>What the browser needs to ask for one, whosever it is, as JSON.</summary>
    internal Task<string> AskAsync() => signIn.MakePasskeyRequestOptionsAsync(null!);

    /// <summary>What the browser made for the person; null when it is no answer to what was offered.</summary>
    internal async Task<UserPasskeyInfo?> MadeAsync(Person person, string? credential)
    {
        try
        {
            var made = string.IsNullOrEmpty(credential)
                ? null
                : await signIn.PerformPasskeyAttestationAsync(credential);
            return made is { Succeeded: true } && made.UserEntity.Id == $"{person.Id}" ? made.Passkey : null;
        }
        catch (InvalidOperationException)
        {
            return null; // nothing was offered to this browser, or too long ago
        }
    }

    /// <summary>Whose passkey answered what was asked; null when none did.</summary>
    internal async Task<Person?> FindPersonAsync(HttpContext http, string? credential)
    {
        var found = await FoundAsync(credential);
        if (found is not { Succeeded: true })
        {
            return null;
        }
        // Its counter goes on, by which a copied passkey is noticed.
        await signIn.UserManager.AddOrUpdatePasskeyAsync(found.User, found.Passkey);
        await using var session = await db.OpenAsync(http.RequestAborted);
        await session.ExecuteAsync(
            Use, new { hash = PersonStore.HashOf(found.Passkey.CredentialId), now = clock.GetUtcNow() });
        return found.User;
    }

    internal static async Task<bool> RemoveAsync(DbSession work, long person, long id) =>
        await work.ExecuteAsync(Remove, new { id, person }) == 1;

    internal static Task RemoveAllAsync(DbSession work, long person) => work.ExecuteAsync(RemoveAll, new { person });

    private async Task<PasskeyAssertionResult<Person>?> FoundAsync(string? credential)
    {
        try
        {
            return string.IsNullOrEmpty(credential) ? null : await signIn.PerformPasskeyAssertionAsync(credential);
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}

public sealed record PasskeyModel
{
    public long Id { get; init; }
    public string Name { get; init; } = "";
    public DateTimeOffset MadeAt { get; init; }
    public DateTimeOffset? UsedAt { get; init; }
}
