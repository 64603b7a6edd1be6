namespace TrapTagger.Browser.Tests;

/// <summary>The pages of an organisation's people and of who may do what, with somebody on every list.</summary>
[Collection(typeof(ASurveyedSite))]
public sealed class LookingAtAccess(SurveyedSite surveyed)
{
    private static readonly string[] Scene =
    [
        """
        INSERT INTO organisation (id, name, folder, created_at)
        VALUES (901, 'Wild Bolivia', 'wild-bolivia', '2026-05-01')
        """,
        """
        INSERT INTO person (id, name, email, normalized_email, security_stamp, failed_count, created_at)
        VALUES (902, 'Bob Warden', 'bob@wild.example', 'BOB@WILD.EXAMPLE', 's', 0, '2026-05-01')
        """,
        """
        INSERT INTO membership (organisation_id, person_id, role, may_create, may_delete, may_label)
        SELECT organisation_id, 902, 'read', FALSE, FALSE, TRUE FROM survey WHERE id = 1
        """,
        """
        INSERT INTO survey_exception (survey_id, organisation_id, person_id, role, may_label)
        SELECT id, organisation_id, 902, 'write', FALSE FROM survey WHERE id = 1
        """,
        """
        INSERT INTO survey_share (survey_id, organisation_id, owner_organisation_id, role, shared_by, shared_at)
        SELECT id, 901, organisation_id, 'write', 902, '2026-05-02' FROM survey WHERE id = 1
        """,
        """
        INSERT INTO invitation (id, organisation_id, email, normalized_email, role, may_create, may_delete, may_label,
            invited_by, invited_at, expires_at, state)
        SELECT 903, organisation_id, 'carla.of.the.long.address@wild.example', 'CARLA', 'worker', FALSE, FALSE, TRUE,
            902, '2026-05-02', '2036-05-02', 'open' FROM survey WHERE id = 1
        """,
        """
        INSERT INTO invitation (id, organisation_id, email, normalized_email, role, may_create, may_delete, may_label,
            invited_by, invited_at, expires_at, state)
        SELECT 904, 901, p.email, p.normalized_email, 'read', FALSE, FALSE, TRUE, 902, '2026-05-02', '2036-05-02',
            'open'
        FROM person p WHERE p.id = 1
        """,
    ];

    private static readonly string[] Forget =
    [
        "DELETE FROM invitation WHERE id IN (903, 904)", "DELETE FROM survey_share WHERE organisation_id = 901",
        "DELETE FROM survey_exception WHERE person_id = 902", "DELETE FROM membership WHERE person_id = 902",
        "DELETE FROM person WHERE id = 902", "DELETE FROM organisation WHERE id = 901",
    ];

    [Fact]
    public async Task people_shares_and_invitations_are_in_order_in_every_size_and_colour()
    {
        RunningSite.NeedsABrowser();
        await Run(Scene);
        await using var window = await surveyed.Window();
        foreach (var (name, path) in ((string, string)[])[
            ("members", "/organisation"), ("member", "/organisation/people/902"), ("access", "/surveys/1/access"),
            ("shares", "/organisation/shared"), ("invited", "/invitations")])
        {
            await Looks.At(window, name, path);
        }
        await Run(Forget);
    }

    private async Task Run(IEnumerable<string> statements)
    {
        foreach (var sql in statements)
        {
            await surveyed.Site.Rows.Run(sql);
        }
    }
}
