using TrapTagger.Platform.Data;

namespace TrapTagger.Accounts;

/// <summary>
/// Every organisation of the site, for its administrators. What they use is counted for the page that is shown and not
/// for all of them.
/// </summary>
internal sealed class SiteOrganisations(Db db)
{
    private const string Columns = """
        SELECT o.id, o.name, o.created_at, o.most_files, o.most_bytes, o.suspended_at, o.suspended_reason, o.deleted_at,
            (SELECT count(*) FROM membership m WHERE m.organisation_id = o.id) AS people,
            (SELECT count(*) FROM surveys_size s WHERE s.organisation_id = o.id) AS surveys,
            (SELECT cast(coalesce(sum(s.files), 0) AS signed) FROM surveys_size s WHERE s.organisation_id = o.id)
                AS files,
            (SELECT cast(coalesce(sum(s.bytes), 0) AS signed) FROM surveys_size s WHERE s.organisation_id = o.id)
                AS bytes
        FROM organisation o
        WHERE o.removed_at IS NULL
        """;

    private const string List = $"""
        {Columns} AND o.id < @before AND (@named = '' OR instr(lower(o.name), lower(@named)) > 0)
        ORDER BY o.id DESC LIMIT @limit
        """;

    private const string Find = $"{Columns} AND o.id = @id";

    private const string FindSeen = """
        SELECT max(s.seen_at) AS seen_at FROM membership m JOIN session s ON s.person_id = m.person_id
        WHERE m.organisation_id = @id
        """;

    private const string Lock = "UPDATE organisation SET name = name WHERE id = @id AND removed_at IS NULL";

    /// <param name="before">The last organisation of the page before; null for the first page.</param>
    internal async Task<IReadOnlyList<SiteOrganisationModel>> ListAsync(
        string? named, long? before, int limit, CancellationToken ct)
    {
        await using var session = await db.OpenAsync(ct);
        return await session.QueryAsync<SiteOrganisationModel>(
            List, new { named = named?.Trim() ?? "", before = before ?? long.MaxValue, limit });
    }

    internal async Task<SiteOrganisationModel?> FindAsync(long id, CancellationToken ct)
    {
        await using var session = await db.OpenAsync(ct);
        return await session.FindAsync<SiteOrganisationModel>(Find, new { id }) is { } one
            ? one with { SeenAt = (await session.FindAsync<Seen>(FindSeen, new { id }))?.SeenAt }
            : null;
    }

    /// <summary>The organisation, which nobody else changes until the transaction ends; null when it is gone.</summary>
    internal static async Task<SiteOrganisationModel?> TakeAsync(DbSession work, long id) =>
        await work.ExecuteAsync(Lock, new { id }) == 1
            ? await work.FindAsync<SiteOrganisationModel>(Find, new { id })
            : null;

    private sealed record Seen
    {
        public DateTimeOffset? SeenAt { get; init; }
    }
}
