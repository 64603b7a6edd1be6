using TrapTagger.Platform.Data;

namespace TrapTagger.Accounts;

/// <summary>
/// Goes first in a transaction that changes who belongs to an organisation: two administrators who remove each other at
/// once do so one after the other, and the second one reads that the first is gone.
/// </summary>
internal static class OrganisationLock
{
    private const string Lock = "UPDATE organisation SET name = name WHERE id = @organisation";

    private const string CountOthers = """
        SELECT count(*) FROM membership
        WHERE organisation_id = @organisation AND role = 'admin' AND person_id <> @person
        """;

    internal static Task TakeAsync(DbSession work, long organisation) =>
        work.ExecuteAsync(Lock, new { organisation });

    /// <summary>Whether nobody would decide in the organisation without this person; the lock is held.</summary>
    internal static async Task<bool> IsLastAdministratorAsync(DbSession work, long organisation, long person) =>
        await work.ScalarAsync<long>(CountOthers, new { organisation, person }) == 0;
}
