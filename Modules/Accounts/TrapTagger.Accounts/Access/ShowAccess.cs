using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using TrapTagger.Platform.Data;
using TrapTagger.Platform.Html;
using TrapTagger.Platform.Identity;

namespace TrapTagger.Accounts;

/// <summary>
/// What the reader may do with a survey and why; for administrators of its organisation also who else may what.
/// </summary>
internal static class ShowAccess
{
    private const string FindSurvey = """
        SELECT s.name, o.name AS owner, d.decimals FROM surveys_survey s
        JOIN organisation o ON o.id = s.organisation_id
        LEFT JOIN survey_precision d ON d.survey_id = s.id
        WHERE s.id = @survey AND s.organisation_id = @Organisation
        """;

    private const string FindAdministrators = """
        SELECT p.name FROM membership m JOIN person p ON p.id = m.person_id
        WHERE m.organisation_id = @Organisation AND m.role = 'admin' ORDER BY p.name LIMIT 5
        """;

    private const string FindExceptions = """
        SELECT p.id, p.name, e.role, e.may_label FROM survey_exception e JOIN person p ON p.id = e.person_id
        WHERE e.survey_id = @survey AND e.organisation_id = @Organisation ORDER BY p.name, p.id
        """;

    // Exceptions are for those whose role leaves a choice.
    private const string FindMembers = """
        SELECT p.id, p.name, m.role, m.may_label FROM membership m JOIN person p ON p.id = m.person_id
        WHERE m.organisation_id = @Organisation AND m.role IN ('hidden', 'read', 'write') ORDER BY p.name, p.id
        """;

    private const string FindShares = """
        SELECT o.id, o.name, h.role, h.accepted_at FROM survey_share h JOIN organisation o ON o.id = h.organisation_id
        WHERE h.survey_id = @survey AND h.owner_organisation_id = @Organisation ORDER BY o.name
        """;

    internal static async Task<Results<RazorComponentResult, NotFound>> Show(
        long survey, CurrentUser user, FindRights rights, Db db, CancellationToken ct) =>
        await LoadAsync(survey, user, rights, db, ct) is { } model ? Page(model) : TypedResults.NotFound();

    internal static RazorComponentResult Page(AccessModel model) => Render.View<AccessPage, AccessModel>(
        model, model.Error is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);

    internal static async Task<AccessModel?> LoadAsync(
        long survey, CurrentUser user, FindRights rights, Db db, CancellationToken ct)
    {
        var why = await rights.ExplainAsync(user.Id, survey, ct);
        await using var session = await db.OpenAsync(ct);
        var place = new { survey, user.Organisation };
        if (await session.FindAsync<Found>(FindSurvey, place) is not { } found)
        {
            return null;
        }
        var gives = user.Rights.HasFlag(Right.Administer);
        return new(survey, found.Name, found.Owner, user.Rights, why)
        {
            Administrators = await session.QueryAsync<string>(FindAdministrators, place),
            Decimals = found.Decimals,
            Exceptions = gives ? await session.QueryAsync<AccessRowModel>(FindExceptions, place) : [],
            Members = gives ? await session.QueryAsync<AccessRowModel>(FindMembers, place) : [],
            Shares = gives ? await session.QueryAsync<AccessRowModel>(FindShares, place) : [],
        };
    }

    private sealed record Found
    {
        public string Name { get; init; } = "";
        public string Owner { get; init; } = "";
        public int? Decimals { get; init; }
    }
}

/// <param name="Why">Sentences that say where the reader's rights come from.</param>
public sealed record AccessModel(long Survey, string Name, string Owner, Right Rights, IReadOnlyList<string> Why)
{
    /// <summary>Whom to ask, by name.</summary>
    public IReadOnlyList<string> Administrators { get; init; } = [];

    /// <summary>How exactly those who may only see it see places; null as measured, -1 not at all.</summary>
    public int? Decimals { get; init; }

    public IReadOnlyList<AccessRowModel> Exceptions { get; init; } = [];

    public IReadOnlyList<AccessRowModel> Members { get; init; } = [];

    public IReadOnlyList<AccessRowModel> Shares { get; init; } = [];

    public string? Error { get; init; }
}

/// <summary>A person or an organisation, and what is given to it.</summary>
public sealed record AccessRowModel
{
    public long Id { get; init; }
    public string Name { get; init; } = "";
    public string Role { get; init; } = "";
    public bool MayLabel { get; init; }
    public DateTimeOffset? AcceptedAt { get; init; }

    /// <summary>What a person's role means for one survey.</summary>
    public string Here => Role switch
    {
        "write" => "sees and changes it",
        "read" => "sees it",
        _ => "does not see it",
    };

    public string RoleTitle => RoleWords.Title(RoleWords.Read(Role)!.Value);
}
