using Microsoft.AspNetCore.Identity;
using TrapTagger.Platform.Data;

namespace TrapTagger.Accounts;

/// <summary>Identity's passkeys in our table.</summary>
internal sealed partial class PersonStore : IUserPasskeyStore<Person>
{
    private const string PasskeyColumns = """
        person_id, credential_id, public_key, name, sign_count, transports, user_verified, backup_eligible, backed_up,
        made_at
        """;

    private const string FindPasskey = $"SELECT {PasskeyColumns} FROM passkey WHERE credential_hash = @hash";
    private const string ListPasskeys = $"SELECT {PasskeyColumns} FROM passkey WHERE person_id = @person";

    private const string UpdatePasskey = """
        UPDATE passkey SET sign_count = @SignCount, user_verified = @UserVerified, backed_up = @BackedUp
        WHERE credential_hash = @CredentialHash AND person_id = @PersonId
        """;

    private const string AddPasskey = """
        INSERT INTO passkey (id, person_id, credential_hash, credential_id, public_key, name, sign_count, transports,
            user_verified, backup_eligible, backed_up, made_at)
        VALUES (@Id, @PersonId, @CredentialHash, @CredentialId, @PublicKey, @Name, @SignCount, @Transports,
            @UserVerified, @BackupEligible, @BackedUp, @MadeAt)
        """;

    private const string DeletePasskey = "DELETE FROM passkey WHERE credential_hash = @hash AND person_id = @person";

    internal static string HashOf(byte[] credential) => SecretText.Hash(Convert.ToBase64String(credential));

    /// <summary>Keeps one that was made just now.</summary>
    internal static Task AddPasskeyAsync(
        DbSession work, long id, Person person, UserPasskeyInfo passkey, string name) =>
        work.ExecuteAsync(AddPasskey, PasskeyRow.Of(person.Id, passkey) with { Id = id, Name = name });

    /// <summary>Identity tells here how often one was used; a new one is kept by the slice that adds it.</summary>
    public async Task AddOrUpdatePasskeyAsync(Person user, UserPasskeyInfo passkey, CancellationToken cancellationToken)
    {
        await using var session = await db.OpenAsync(cancellationToken);
        await session.ExecuteAsync(UpdatePasskey, PasskeyRow.Of(user.Id, passkey));
    }

    public async Task<IList<UserPasskeyInfo>> GetPasskeysAsync(Person user, CancellationToken cancellationToken)
    {
        await using var session = await db.OpenAsync(cancellationToken);
        var rows = await session.QueryAsync<PasskeyRow>(ListPasskeys, new { person = user.Id });
        return [.. rows.Select(row => row.ToInfo())];
    }

    public async Task<Person?> FindByPasskeyIdAsync(byte[] credentialId, CancellationToken cancellationToken)
    {
        await using var session = await db.OpenAsync(cancellationToken);
        return await session.FindAsync<PasskeyRow>(FindPasskey, new { hash = HashOf(credentialId) }) is { } row
            ? await session.FindAsync<Person>(FindById, new { id = row.PersonId })
            : null;
    }

    public async Task<UserPasskeyInfo?> FindPasskeyAsync(
        Person user, byte[] credentialId, CancellationToken cancellationToken)
    {
        await using var session = await db.OpenAsync(cancellationToken);
        var row = await session.FindAsync<PasskeyRow>(FindPasskey, new { hash = HashOf(credentialId) });
        return row?.PersonId == user.Id ? row.ToInfo() : null;
    }

    public async Task RemovePasskeyAsync(Person user, byte[] credentialId, CancellationToken cancellationToken)
    {
        await using var session = await db.OpenAsync(cancellationToken);
        await session.ExecuteAsync(DeletePasskey, new { person = user.Id, hash = HashOf(credentialId) });
    }

    private sealed record PasskeyRow
    {
        public long Id { get; init; }
        public long PersonId { get; init; }
        public string CredentialHash { get; init; } = "";
        public string CredentialId { get; init; } = "";
        public string PublicKey { get; init; } = "";
        public string Name { get; init; } = "";
        public long SignCount { get; init; }
        public string Transports { get; init; } = "";
        public bool UserVerified { get; init; }
        public bool BackupEligible { get; init; }
        public bool BackedUp { get; init; }
        public DateTimeOffset MadeAt { get; init; }

        internal static PasskeyRow Of(long person, UserPasskeyInfo passkey) => new()
        {
            PersonId = person,
            CredentialHash = HashOf(passkey.CredentialId),
            CredentialId = Convert.ToBase64String(passkey.CredentialId),
            PublicKey = Convert.ToBase64String(passkey.PublicKey),
            Name = passkey.Name ?? "",
            SignCount = passkey.SignCount,
            Transports = string.Join(',', (passkey.Transports ?? []).Where(t => t.Length <= 20).Take(8)),
            UserVerified = passkey.IsUserVerified,
            BackupEligible = passkey.IsBackupEligible,
            BackedUp = passkey.IsBackedUp,
            MadeAt = passkey.CreatedAt,
        };

        /// <summary>Without what its maker said when it was made: nobody asks for that, so it is not kept.</summary>
        internal UserPasskeyInfo ToInfo() => new(
            Convert.FromBase64String(CredentialId), Convert.FromBase64String(PublicKey), MadeAt, (uint)SignCount,
            Transports.Split(',', StringSplitOptions.RemoveEmptyEntries), UserVerified, BackupEligible, BackedUp,
            [], [])
        {
            Name = Name,
        };
    }
}
