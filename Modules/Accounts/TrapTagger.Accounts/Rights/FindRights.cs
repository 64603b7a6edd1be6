using TrapTagger.Platform.Data;
using TrapTagger.Platform.Identity;

namespace TrapTagger.Accounts;

/// <summary>Loads what <see cref="RightsRule"/> decides about: for a survey, for an organisation, for a list.</summary>
internal sealed class FindRights(Db db) : IRights
{
    private const string FindMember = """
        SELECT role, may_create, may_delete, may_label FROM membership
        WHERE organisation_id = @organisation AND person_id = @person
        """;

    // Once for each organisation of the person that owns the survey or has it shared.
    private const string FindWays = """
        SELECT s.organisation_id AS owner, m.organisation_id AS organisation, own.name AS owner_name,
            o.name AS organisation_name, m.role, m.may_create, m.may_delete,
            m.may_label, h.role AS share, e.role AS exception, e.may_label AS exception_may_label, d.decimals
        FROM surveys_survey s
        JOIN membership m ON m.person_id = @person
        JOIN organisation own ON own.id = s.organisation_id
        JOIN organisation o ON o.id = m.organisation_id
        LEFT JOIN survey_share h ON h.survey_id = s.id AND h.organisation_id = m.organisation_id
            AND h.accepted_at IS NOT NULL
        LEFT JOIN survey_exception e ON e.survey_id = s.id AND e.organisation_id = m.organisation_id
            AND e.person_id = @person
        LEFT JOIN survey_precision d ON d.survey_id = s.id
        WHERE s.id = @survey AND (m.organisation_id = s.organisation_id OR h.survey_id IS NOT NULL)
        """;

    private const string FindAdministrators = $"""
        SELECT p.name FROM membership m JOIN person p ON p.id = m.person_id
        WHERE m.organisation_id = @Organisation AND m.role = 'admin' AND m.person_id <> @person
            AND {OrganisationLock.MayAct}
        ORDER BY p.name, p.id LIMIT 5
        """;

    private const string ListExceptions = """
        SELECT survey_id, role AS exception, may_label AS exception_may_label FROM survey_exception
        WHERE organisation_id = @organisation AND person_id = @person
        """;

    private const string ListShares = """
        SELECT survey_id, role AS share FROM survey_share
        WHERE organisation_id = @organisation AND accepted_at IS NOT NULL
        """;

    /// <summary>Null where there is no such survey, or none for this person to know of.</summary>
    /// <param name="find">The statement that finds the survey by <paramref name="id"/> of another thing.</param>
    /// <param name="by">The one organisation whose member they come as; null: any of theirs.</param>
    internal async Task<Granted?> OnSurveyAsync(long person, long id, string? find, long? by, CancellationToken ct)
    {
        await using var session = await db.OpenAsync(ct);
        var survey = find is null ? id : await session.ScalarAsync<long?>(find, new { id });
        var ways = (await session.QueryAsync<Way>(FindWays, new { person, survey }))
            .Where(way => by is null || way.Organisation == by).ToList();
        if (ways is [])
        {
            return null;
        }
        var rights = ways.Aggregate(Right.None, (all, way) => all | way.Rights);
        return new(ways[0].Owner, rights)
        {
            Thing = survey,
            Decimals = rights.HasFlag(Right.Change) ? null : ways[0].Decimals,
        };
    }

    /// <summary>Where a person's rights on a survey come from, in sentences.</summary>
    internal async Task<IReadOnlyList<string>> ExplainAsync(long person, long survey, CancellationToken ct)
    {
        await using var session = await db.OpenAsync(ct);
        var ways = await session.QueryAsync<Way>(FindWays, new { person, survey });
        return [.. ways.Select(way => way.Why)];
    }

    public async Task<Refused> ExplainAsync(CurrentUser user, Right needed, long? thing, CancellationToken ct)
    {
        await using var session = await db.OpenAsync(ct);
        var ways = thing is { } survey
            ? await session.QueryAsync<Way>(FindWays, new { person = user.Id, survey })
            : await FindWayAsync(session, user);
        if (ways is [])
        {
            return new("You may not do this", "You no longer belong to the organisation whose it is.");
        }
        // Who belongs to the owner asks there, others where they are.
        var way = ways.FirstOrDefault(w => w.Share is null) ?? ways[0];
        var others = await session.QueryAsync<string>(
            FindAdministrators, new { way.Organisation, person = user.Id });
        return new(
            $"You may not {RightsWords.Say(needed, thing is null ? way.OrganisationName : null)}",
            string.Join(' ', [
                .. ways.Select(w => w.Why), RightsWords.Beside(needed),
                way.Share is { } share && (RightsRule.OfShare(RoleOf(share)) & needed) == 0
                    ? RightsWords.AskOwner(way.OwnerName, needed, others)
                    : RightsWords.Ask(way.OrganisationName, way.Member.Role == Accounts.Role.Admin, others),
            ]).Replace("  ", " ", StringComparison.Ordinal));
    }

    public async Task<Right> InOrganisationAsync(long person, long organisation, CancellationToken ct)
    {
        await using var session = await db.OpenAsync(ct);
        return RightsRule.InOrganisation(await MemberAsync(session, person, organisation));
    }

    public async Task<OwnedScope> FindOwnedAsync(CurrentUser user, Right right, CancellationToken ct)
    {
        await using var session = await db.OpenAsync(ct);
        var who = new { person = user.Id, organisation = user.Organisation };
        var member = await MemberAsync(session, user.Id, user.Organisation);
        var exceptions = (await session.QueryAsync<Way>(ListExceptions, who)).ToDictionary(e => e.SurveyId);
        var shares = (await session.QueryAsync<Way>(ListShares, who)).ToDictionary(s => s.SurveyId);

        var own = exceptions.Keys.Except(shares.Keys).ToLookup(
            id => (RightsRule.OnOwnSurvey(member, exceptions[id].Excepted) & right) != 0);
        var shared = shares.Values.Where(s => (RightsRule.OnSharedSurvey(
            member, exceptions.GetValueOrDefault(s.SurveyId)?.Excepted, RoleOf(s.Share!)) & right) != 0);
        return new(
            user.Organisation, RightsRule.InOrganisation(member), (RightsRule.OnOwnSurvey(member, null) & right) != 0,
            [.. own[false]], [.. own[true], .. shared.Select(s => s.SurveyId)]);
    }

    private static async Task<IReadOnlyList<Way>> FindWayAsync(DbSession session, CurrentUser user) =>
    [
        .. (await session.QueryAsync<Way>(FindMember, new { person = user.Id, organisation = user.Organisation }))
            .Select(way => way with
            {
                Organisation = user.Organisation, OrganisationName = user.OrganisationName,
            }),
    ];

    private static async Task<Membership?> MemberAsync(DbSession session, long person, long organisation) =>
        (await session.FindAsync<Way>(FindMember, new { person, organisation }))?.Member;

    private static Role RoleOf(string role) => Enum.Parse<Role>(role, ignoreCase: true);

    /// <summary>How a person comes to a survey.</summary>
    private sealed record Way
    {
        public long SurveyId { get; init; }
        public long Owner { get; init; }
        public long Organisation { get; init; }
        public string OwnerName { get; init; } = "";
        public string OrganisationName { get; init; } = "";
        public string Role { get; init; } = "";
        public bool MayCreate { get; init; }
        public bool MayDelete { get; init; }
        public bool MayLabel { get; init; }
        public string? Share { get; init; }
        public string? Exception { get; init; }
        public bool? ExceptionMayLabel { get; init; }
        public int? Decimals { get; init; }

        internal Membership Member => new()
        {
            Role = RoleOf(Role), MayCreate = MayCreate, MayDelete = MayDelete, MayLabel = MayLabel,
        };

        internal SurveyException? Excepted =>
            Exception is null ? null : new() { Role = RoleOf(Exception), MayLabel = ExceptionMayLabel ?? false };

        internal string Why => RightsWords.Explain(
            Member, Excepted, Share is { } share ? RoleOf(share) : null, OrganisationName, OwnerName);

        internal Right Rights => Organisation == Owner
            ? RightsRule.OnOwnSurvey(Member, Excepted)
            : RightsRule.OnSharedSurvey(Member, Excepted, RoleOf(Share!));
    }
}
