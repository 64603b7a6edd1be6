using TrapTagger.Platform.Data;

namespace TrapTagger.Accounts;

/// <summary>
/// Goes first in a transaction that changes who belongs to an organisation: two administrators who remove each other at
/// once do so one after the other, and the second one reads that the first is gone.
/// </summary>
internal static class OrganisationLock
{
    private const string Lock = "UPDATE organisation SET name = name WHERE id = @organisation";

    /// <summary>Of a person p: can sign in, and so decide.</summary>
    internal const string MayAct = """
        p.blocked_at IS NULL AND p.deleted_at IS NULL
            AND (p.password_hash IS NOT NULL OR EXISTS (SELECT 1 FROM passkey k WHERE k.person_id = p.id))
        """;

    private const string CountOthers = $"""
        SELECT count(*) FROM membership m JOIN person p ON p.id = m.person_id
        WHERE m.organisation_id = @organisation AND m.role = 'admin' AND m.person_id <> @person AND {MayAct}
        """;

    internal static Task TakeAsync(DbSession work, long organisation) =>
        work.ExecuteAsync(Lock, new { organisation });

    /// <summary>Whether nobody would decide in the organisation without this person; the lock is held.</summary>
    internal static async Task<bool> IsLastAdministratorAsync(DbSession work, long organisation, long person) =>
        await work.ScalarAsync<long>(CountOthers, new { organisation, person }) == 0;
}
