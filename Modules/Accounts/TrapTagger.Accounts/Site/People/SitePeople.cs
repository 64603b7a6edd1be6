using TrapTagger.Platform.Data;

namespace TrapTagger.Accounts;

/// <summary>Everybody who has an account, for site administrators.</summary>
internal sealed class SitePeople(Db db)
{
    private const string Columns = """
        SELECT p.id, p.name, p.email, p.site_administrator, p.created_at, p.blocked_at, p.blocked_reason, p.deleted_at,
            (SELECT max(s.seen_at) FROM session s WHERE s.person_id = p.id) AS seen_at
        FROM person p
        """;

    private const string List = $"""
        {Columns} WHERE p.id < @before
            AND (@named = '' OR instr(lower(p.name), lower(@named)) > 0 OR instr(lower(p.email), lower(@named)) > 0)
        ORDER BY p.id DESC LIMIT @limit
        """;

    private const string ListOfOrganisation = $"""
        {Columns} JOIN membership m ON m.person_id = p.id
        WHERE m.organisation_id = @organisation AND p.id < @before
            AND (@named = '' OR instr(lower(p.name), lower(@named)) > 0 OR instr(lower(p.email), lower(@named)) > 0)
        ORDER BY p.id DESC LIMIT @limit
        """;

    private const string Find = $"{Columns} WHERE p.id = @id";

    private const string FindMemberships = """
        SELECT m.person_id, o.id, o.name, m.role FROM membership m JOIN organisation o ON o.id = m.organisation_id
        WHERE m.person_id IN @people
        ORDER BY o.name, o.id
        """;

    // In the order of their numbers whoever asks, so that two who decide at once wait for one another.
    private const string LockAdministrators = """
        UPDATE person SET name = name WHERE site_administrator = TRUE OR id = @id
        """;

    private const string CountOthers = """
        SELECT count(*) FROM person
        WHERE site_administrator = TRUE AND blocked_at IS NULL AND deleted_at IS NULL AND id <> @id
        """;

    /// <param name="before">The last person of the page before; null for the first page.</param>
    internal async Task<(
        IReadOnlyList<SitePersonModel> People, ILookup<long, SiteMembershipModel> Memberships)> ListAsync(
        string? named, long? organisation, long? before, int limit, CancellationToken ct)
    {
        await using var session = await db.OpenAsync(ct);
        var people = await session.QueryAsync<SitePersonModel>(
            organisation is null ? List : ListOfOrganisation,
            new { named = named?.Trim() ?? "", organisation, before = before ?? long.MaxValue, limit });
        return (people, await MembershipsAsync(session, people.Select(p => p.Id)));
    }

    internal async Task<(SitePersonModel Person, IEnumerable<SiteMembershipModel> Memberships)?> FindAsync(
        long id, CancellationToken ct)
    {
        await using var session = await db.OpenAsync(ct);
        return await session.FindAsync<SitePersonModel>(Find, new { id }) is { } person
            ? (person, (await MembershipsAsync(session, [id]))[id])
            : null;
    }

    /// <summary>
    /// The person, with the number of site administrators beside them; none of these changes until the transaction
    /// ends.
    /// </summary>
    internal static async Task<(SitePersonModel Person, long OtherAdministrators)?> TakeAsync(DbSession work, long id)
    {
        await work.ExecuteAsync(LockAdministrators, new { id });
        return await work.FindAsync<SitePersonModel>(Find, new { id }) is { DeletedAt: null } person
            ? (person, await work.ScalarAsync<long>(CountOthers, new { id }))
            : null;
    }

    private static async Task<ILookup<long, SiteMembershipModel>> MembershipsAsync(
        DbSession session, IEnumerable<long> people) =>
        (await session.QueryAsync<SiteMembershipModel>(FindMemberships, new { people })).ToLookup(m => m.PersonId);
}
