using TrapTagger.Platform.Data;
using TrapTagger.Platform.Identity;

namespace TrapTagger.Accounts;

/// <summary>Whoever sees a survey's places otherwise from now on hears of it, and so does whoever decides.</summary>
internal static class PlacesNotices
{
    // Those for whom it is so: who changes the survey sees places as they were measured.
    private const string FindReaders = """
        SELECT m.person_id FROM membership m
        LEFT JOIN survey_exception e ON e.survey_id = @survey AND e.organisation_id = m.organisation_id
            AND e.person_id = m.person_id
        WHERE m.organisation_id = @Organisation AND m.role IN ('hidden', 'read', 'write')
            AND coalesce(e.role, m.role) = 'read' AND m.person_id <> @but
        """;

    private const string FindSharers = """
        SELECT organisation_id FROM survey_share
        WHERE survey_id = @survey AND owner_organisation_id = @Organisation AND accepted_at IS NOT NULL
        """;

    /// <param name="how">As in "to about a kilometre"; null where they are not seen any more.</param>
    internal static async Task TellAsync(
        MembersDesk desk, DbSession work, CurrentUser user, long survey, string? how)
    {
        if (await AccessNotices.FindAsync(work, survey, user.Organisation) is not { } told)
        {
            return;
        }
        var (page, of) = ($"/surveys/{survey}/access", new { survey, user.Organisation, but = user.Id });
        foreach (var reader in await work.QueryAsync<long>(FindReaders, of))
        {
            await desk.Notices.HandleAsync(
                new PersonTold(reader, $"You {Seeing("see", $"the places of {told}", how)}", page), work);
        }
        var others = $"Whoever may not change {told} {Seeing("sees", "its places", how)}";
        await desk.Notices.HandleAsync(
            new OrganisationTold(user.Organisation, "admin", others, page) { But = user.Id }, work);
        foreach (var sharer in await work.QueryAsync<long>(FindSharers, of))
        {
            await desk.Notices.HandleAsync(new OrganisationTold(sharer, "read", others, page), work);
        }
    }

    private static string Seeing(string see, string places, string? how) =>
        how is null ? $"no longer {see} {places}." : $"{see} {places} {how} now.";
}
