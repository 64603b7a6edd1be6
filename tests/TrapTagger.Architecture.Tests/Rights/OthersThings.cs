using TrapTagger.Testing;

namespace TrapTagger.Architecture.Tests.Rights;

/// <summary>One of everything that a person or an organisation has.</summary>
/// <param name="Owner">Whose it is: the address of an administrator of Wild Test.</param>
internal sealed record OthersThings(SiteUnderTest Site, string Owner, IReadOnlyDictionary<string, long> Ids)
{
    private const string Add = """
        INSERT INTO notice (id, person_id, text, told_at) VALUES (@notice, @ann, 'x', '2026-05-01');
        INSERT INTO session (id, secret_hash, person_id, device, made_at, seen_at, proved_at)
        VALUES (@session, 'x', @ann, 'Firefox', '2026-05-01', '2026-05-01', '2026-05-01');
        INSERT INTO passkey (id, person_id, credential_hash, credential_id, public_key, name, sign_count, transports,
            user_verified, backup_eligible, backed_up, made_at)
        VALUES (@passkey, @ann, 'x', 'x', 'x', 'Phone', 0, '', TRUE, TRUE, TRUE, '2026-05-03');
        INSERT INTO api_token (id, token_hash, person_id, organisation_id, name, beginning, scopes, made_at, expires_at)
        VALUES (@token, 'x', @ann, @home, 'Report', 'tt_x', 'results:read', '2026-05-01', '2099-05-01');
        """;

    private const string Invite = """
        INSERT INTO invitation (id, organisation_id, email, normalized_email, role, may_create, may_delete, may_label,
            invited_by, invited_at, expires_at, state)
        VALUES (@id, @from, @email, upper(@email), 'read', FALSE, FALSE, FALSE, @by, '2026-05-01', '2099-05-01',
            'open')
        """;

    private const string Offer = """
        INSERT INTO survey_share (survey_id, organisation_id, owner_organisation_id, role, shared_by, shared_at)
        VALUES (@survey, @home, @lender, 'read', @by, '2026-05-01')
        """;

    /// <summary>As much of each row as could change.</summary>
    private static readonly string[] Looks =
    [
        "SELECT concat(id, coalesce(read_at, '')) FROM notice",
        "SELECT concat(id, coalesce(ended_at, '')) FROM session WHERE secret_hash = 'x'",
        "SELECT concat(id, name) FROM passkey",
        "SELECT concat(id, coalesce(revoked_at, '')) FROM api_token",
        "SELECT concat(organisation_id, ' ', person_id, role) FROM membership ORDER BY organisation_id, person_id",
        "SELECT concat(id, state) FROM invitation ORDER BY id",
        "SELECT concat(survey_id, coalesce(accepted_at, '')) FROM survey_share ORDER BY survey_id",
    ];

    internal static async Task<OthersThings> HasAsync(SiteUnderTest site)
    {
        var (ann, home, owner) = await site.Rows.HasPerson("Ann", "Wild Test");
        var (ben, _, _) = await site.Rows.HasPerson("Ben", "Wild Test");
        var (lea, lender, _) = await site.Rows.HasPerson("Lea", "Lenders");
        var ids = new Dictionary<string, long>
        {
            ["notice"] = SiteRows.NextId(), ["session"] = SiteRows.NextId(), ["passkey"] = SiteRows.NextId(),
            ["api_token"] = SiteRows.NextId(), ["member"] = ben,
            ["offered survey"] = await site.Rows.HasSurvey("Offered", "Lenders"),
            ["refused survey"] = await site.Rows.HasSurvey("Refused", "Lenders"),
            ["sent invitation"] = SiteRows.NextId(), ["invitation"] = SiteRows.NextId(),
            ["refused invitation"] = SiteRows.NextId(),
        };
        await site.Rows.Run(Add, new
        {
            ann, home, notice = $"{ids["notice"]}", session = ids["session"], passkey = ids["passkey"],
            token = ids["api_token"],
        });
        foreach (var survey in (string[])["offered survey", "refused survey"])
        {
            await site.Rows.Run(Offer, new { survey = ids[survey], home, lender, by = lea });
        }
        var (_, other, _) = await site.Rows.HasPerson("Otto", "Others");
        foreach (var (invitation, from, email) in new[]
        {
            ("sent invitation", home, "new@wild-test.example"), ("invitation", lender, owner),
            ("refused invitation", other, owner),
        })
        {
            await site.Rows.Run(Invite, new { id = ids[invitation], from, email, by = lea });
        }
        return new(site, owner, ids);
    }

    internal async Task<string> Look()
    {
        var seen = new List<string>();
        foreach (var look in Looks)
        {
            seen.AddRange(await Site.Rows.Rows<string>(look));
        }
        return string.Join('\n', seen);
    }
}
