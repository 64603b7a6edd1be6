using TrapTagger.Platform.Data;

namespace TrapTagger.Accounts;

/// <summary>Takes out of the database what names a person; of their row a number and a pseudonym are left.</summary>
internal static class ErasePerson
{
    // All who administer one of the person's organisations, or the site, wait: one of them is left in any case.
    private static readonly string[] Locks =
    [
        """
        UPDATE organisation SET name = name
        WHERE id IN (SELECT organisation_id FROM membership WHERE person_id = @person)
        """,
        "UPDATE person SET name = name WHERE site_administrator = TRUE OR id = @person",
    ];

    // One that is deleted needs nobody any more.
    private const string FindOnlyOrganisation = $"""
        SELECT o.name FROM membership m JOIN organisation o ON o.id = m.organisation_id
        WHERE m.person_id = @person AND m.role = 'admin' AND o.deleted_at IS NULL AND NOT EXISTS (
            SELECT 1 FROM membership x JOIN person p ON p.id = x.person_id
            WHERE x.organisation_id = m.organisation_id AND x.role = 'admin' AND x.person_id <> @person
                AND {OrganisationLock.MayAct})
        ORDER BY o.name LIMIT 1
        """;

    private const string IsLastOfSite = """
        SELECT count(*) FROM person p WHERE p.id = @person AND p.site_administrator = TRUE AND NOT EXISTS (
            SELECT 1 FROM person x
            WHERE x.site_administrator = TRUE AND x.blocked_at IS NULL AND x.deleted_at IS NULL AND x.id <> @person)
        """;

    private const string Forget = """
        UPDATE person SET name = @pseudonym, email = @nowhere, normalized_email = upper(@nowhere), password_hash = NULL,
            security_stamp = @stamp, site_administrator = FALSE, mail_when_done = FALSE, blocked_at = NULL,
            blocked_reason = NULL, deleted_at = @now
        WHERE id = @person
        """;

    private static readonly string[] Remove =
    [
        // First: another window of theirs that accepts one would make a membership after those are gone.
        "DELETE FROM invitation WHERE normalized_email = @normalized",
        "DELETE FROM session WHERE person_id = @person",
        "DELETE FROM known_device WHERE person_id = @person",
        "DELETE FROM second_factor WHERE person_id = @person",
        "DELETE FROM recovery_code WHERE person_id = @person",
        "DELETE FROM passkey WHERE person_id = @person",
        "DELETE FROM reset_link WHERE person_id = @person",
        "DELETE FROM welcome_link WHERE person_id = @person",
        "DELETE FROM email_change WHERE person_id = @person",
        "DELETE FROM api_token WHERE person_id = @person",
        "DELETE FROM survey_exception WHERE person_id = @person",
        "DELETE FROM membership WHERE person_id = @person",
        "DELETE FROM notice WHERE person_id = @person",
        "DELETE FROM notice WHERE about_id = @person",
        "DELETE FROM sign_up WHERE lower(email) = lower(@email)",
        "UPDATE enquiry SET name = '', email = '', message = '' WHERE lower(email) = lower(@email)",
    ];

    /// <summary>
    /// Why the account is still needed, in a sentence; null when it is not. Goes first in its transaction.
    /// </summary>
    internal static async Task<string?> RejectAsync(DbSession work, long person)
    {
        foreach (var lockRows in Locks)
        {
            await work.ExecuteAsync(lockRows, new { person });
        }
        if (await work.ScalarAsync<string>(FindOnlyOrganisation, new { person }) is { } organisation)
        {
            return $"You are the last administrator of {organisation}: make somebody else one first, "
                + "or ask the site's administrators to delete it.";
        }
        return await work.ScalarAsync<long>(IsLastOfSite, new { person }) > 0
            ? "You are the last administrator of the site: make somebody else one first."
            : null;
    }

    internal static async Task EraseAsync(DbSession work, Person person, DateTimeOffset now)
    {
        foreach (var remove in Remove)
        {
            await work.ExecuteAsync(remove, new
            {
                person = person.Id, email = person.Email, normalized = person.NormalizedEmail,
            });
        }
        await work.ExecuteAsync(Forget, new
        {
            person = person.Id, now, pseudonym = $"Former annotator {person.Id}",
            // A name that can never be one on the internet (RFC 2606).
            nowhere = $"former-{person.Id}@deleted.invalid", stamp = Guid.NewGuid().ToString("N"),
        });
    }
}
