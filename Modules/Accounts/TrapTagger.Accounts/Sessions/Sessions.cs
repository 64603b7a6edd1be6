using System.Globalization;
using TrapTagger.Platform.Data;

namespace TrapTagger.Accounts;

/// <summary>
/// Sign-ins as rows: what a browser holds is only the name of one, so that ending it, a changed password or a person
/// who left count from the next request on.
/// </summary>
internal sealed class Sessions(Db db, TimeProvider clock)
{
    /// <summary>After so long without a request nobody is there any more.</summary>
    internal static readonly TimeSpan Idle = TimeSpan.FromDays(14);

    /// <summary>After so long everybody signs in again.</summary>
    internal static readonly TimeSpan Longest = TimeSpan.FromDays(90);

    /// <summary>When somebody was last there is known to this, so that reading a page writes nothing.</summary>
    internal static readonly TimeSpan Coarse = TimeSpan.FromMinutes(10);

    private const string Start = """
        INSERT INTO session (id, secret_hash, person_id, device, made_at, seen_at, proved_at)
        VALUES (@id, @hash, @person, @device, @now, @now, @now)
        """;

    private const string Find = """
        SELECT s.id, s.person_id AS signed_in_as, self.name AS signed_in_name, p.id AS person_id, p.name,
            p.site_administrator, o.id AS organisation_id, o.name AS organisation_name, s.seen_at, s.proved_at,
            (SELECT count(*) FROM membership x WHERE x.person_id = p.id) AS organisations
        FROM session s
        JOIN person self ON self.id = s.person_id
        JOIN person p ON p.id = CASE WHEN self.site_administrator = TRUE AND self.blocked_at IS NULL
            THEN coalesce(s.acting_as_person_id, s.person_id) ELSE s.person_id END
        LEFT JOIN membership m ON m.organisation_id = s.organisation_id AND m.person_id = p.id
        LEFT JOIN organisation o ON o.id = m.organisation_id
        WHERE s.id = @id AND s.secret_hash = @hash AND s.ended_at IS NULL AND s.seen_at > @idle AND s.made_at > @oldest
        """;

    private const string FindFirstOrganisation = """
        SELECT o.id, o.name FROM membership m JOIN organisation o ON o.id = m.organisation_id
        WHERE m.person_id = @person
        ORDER BY (o.suspended_at IS NOT NULL OR o.deleted_at IS NOT NULL), o.id LIMIT 1
        """;

    private const string WorkFor = """
        UPDATE session SET organisation_id = @organisation
        WHERE id = @id AND EXISTS (
            SELECT 1 FROM membership m WHERE m.organisation_id = @organisation AND m.person_id = @person)
        """;

    private const string See = "UPDATE session SET seen_at = @now WHERE id = @id AND seen_at < @now";

    private const string Prove = """
        UPDATE session SET proved_at = @now, secret_hash = @hash WHERE id = @id AND person_id = @person
        """;

    private const string End = """
        UPDATE session SET ended_at = @now WHERE id = @id AND person_id = @person AND ended_at IS NULL
        """;

    private const string EndAll = """
        UPDATE session SET ended_at = @now WHERE person_id = @person AND id <> @but AND ended_at IS NULL
        """;

    /// <summary>What the cookie holds of a sign-in that begins.</summary>
    internal async Task<string> StartAsync(DbSession work, long id, long person, string device)
    {
        var secret = SecretText.New();
        await work.ExecuteAsync(
            Start, new { id, hash = SecretText.Hash(secret), person, device, now = clock.GetUtcNow() });
        return Cookie(id, secret);
    }

    /// <summary>Null when it ended, is too old, or never was.</summary>
    internal async Task<OpenSession?> FindAsync(string cookie, CancellationToken ct)
    {
        if (cookie.Split('.', 2) is not [var number, var secret]
            || !long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var id))
        {
            return null;
        }
        var now = clock.GetUtcNow();
        await using var session = await db.OpenAsync(ct);
        var found = await session.FindAsync<OpenSession>(
            Find, new { id, hash = SecretText.Hash(secret), idle = now - Idle, oldest = now - Longest });
        if (found is { OrganisationId: null, Organisations: > 0 })
        {
            found = await WorkForFirstAsync(session, found);
        }
        if (found is not null && now - found.SeenAt > Coarse)
        {
            await session.ExecuteAsync(See, new { id, now });
        }
        return found;
    }

    /// <summary>False when the person does not belong to it.</summary>
    internal async Task<bool> WorkForAsync(long id, long person, long organisation, CancellationToken ct)
    {
        await using var session = await db.OpenAsync(ct);
        return await session.ExecuteAsync(WorkFor, new { id, person, organisation }) == 1;
    }

    /// <summary>
    /// The person showed again who they are: a cookie that somebody copied before opens nothing more.
    /// </summary>
    /// <returns>What the cookie holds from then on.</returns>
    internal async Task<string> ProveAsync(DbSession work, long id, long person)
    {
        var secret = SecretText.New();
        await work.ExecuteAsync(
            Prove, new { id, person, hash = SecretText.Hash(secret), now = clock.GetUtcNow() });
        return Cookie(id, secret);
    }

    internal async Task EndAsync(long id, long person, CancellationToken ct)
    {
        await using var session = await db.OpenAsync(ct);
        await EndAsync(session, id, person);
    }

    /// <summary>False when it is not the person's, or ended before.</summary>
    internal async Task<bool> EndAsync(DbSession work, long id, long person) =>
        await work.ExecuteAsync(End, new { id, person, now = clock.GetUtcNow() }) == 1;

    /// <param name="but">One that goes on; 0 ends them all.</param>
    internal Task EndAllAsync(DbSession work, long person, long but = 0) =>
        work.ExecuteAsync(EndAll, new { person, but, now = clock.GetUtcNow() });

    /// <summary>Who just joined, or left the organisation they worked for, goes on in their oldest open one.</summary>
    private static async Task<OpenSession> WorkForFirstAsync(DbSession session, OpenSession found)
    {
        if (await session.FindAsync<Chosen>(FindFirstOrganisation, new { person = found.PersonId }) is not { } first)
        {
            return found;
        }
        await session.ExecuteAsync(WorkFor, new { id = found.Id, person = found.PersonId, organisation = first.Id });
        return found with { OrganisationId = first.Id, OrganisationName = first.Name };
    }

    private static string Cookie(long id, string secret) =>
        string.Create(CultureInfo.InvariantCulture, $"{id}.{secret}");

    private sealed record Chosen
    {
        public long Id { get; init; }
        public string Name { get; init; } = "";
    }
}
