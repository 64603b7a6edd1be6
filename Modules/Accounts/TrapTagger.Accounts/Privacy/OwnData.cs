using TrapTagger.Platform.Data;

namespace TrapTagger.Accounts;

/// <summary>
/// What the site knows of a person, in the words of the file that they get. No secret and no hash is in it.
/// </summary>
internal sealed record OwnData(
    OwnAccountRow Account, IReadOnlyList<OwnMembership> Organisations, IReadOnlyList<OwnSession> SignIns,
    IReadOnlyList<OwnDevice> KnownBrowsers, IReadOnlyList<OwnPasskey> Passkeys, IReadOnlyList<OwnToken> Tokens,
    IReadOnlyList<OwnEnquiry> Enquiries, IReadOnlyList<OwnNotice> Notices)
{
    private const string FindAccount = """
        SELECT p.id, p.name, p.email, p.created_at, p.mail_when_done, f.made_at AS second_factor_since
        FROM person p LEFT JOIN second_factor f ON f.person_id = p.id WHERE p.id = @person
        """;

    private const string FindMemberships = """
        SELECT o.name AS organisation, m.role, m.may_create, m.may_delete, m.may_label
        FROM membership m JOIN organisation o ON o.id = m.organisation_id
        WHERE m.person_id = @person ORDER BY o.name
        """;

    private const string FindSessions = """
        SELECT device, made_at, seen_at, ended_at FROM session WHERE person_id = @person ORDER BY id
        """;

    private const string FindDevices =
        "SELECT made_at, seen_at FROM known_device WHERE person_id = @person ORDER BY made_at";

    private const string FindPasskeys = """
        SELECT name, backed_up, made_at, used_at FROM passkey WHERE person_id = @person ORDER BY id
        """;

    private const string FindTokens = """
        SELECT t.name, o.name AS organisation, t.survey_id AS survey, t.scopes, t.made_at, t.expires_at, t.seen_at,
            t.revoked_at
        FROM api_token t JOIN organisation o ON o.id = t.organisation_id
        WHERE t.person_id = @person ORDER BY t.id
        """;

    private const string FindEnquiries = """
        SELECT e.organisation, e.name, e.message, e.state, e.created_at
        FROM enquiry e JOIN person p ON lower(e.email) = lower(p.email)
        WHERE p.id = @person ORDER BY e.id
        """;

    private const string FindNotices = """
        SELECT text, told_at, read_at FROM notice WHERE person_id = @person ORDER BY id DESC LIMIT 10000
        """;

    internal static async Task<OwnData> FindAsync(Db db, long person, CancellationToken ct)
    {
        await using var session = await db.OpenAsync(ct);
        return new(
            (await session.FindAsync<OwnAccountRow>(FindAccount, new { person }))!,
            await session.QueryAsync<OwnMembership>(FindMemberships, new { person }),
            await session.QueryAsync<OwnSession>(FindSessions, new { person }),
            await session.QueryAsync<OwnDevice>(FindDevices, new { person }),
            await session.QueryAsync<OwnPasskey>(FindPasskeys, new { person }),
            await session.QueryAsync<OwnToken>(FindTokens, new { person }),
            await session.QueryAsync<OwnEnquiry>(FindEnquiries, new { person }),
            await session.QueryAsync<OwnNotice>(FindNotices, new { person }));
    }
}
