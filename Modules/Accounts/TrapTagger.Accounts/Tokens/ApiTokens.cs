using System.Globalization;
using TrapTagger.Platform.Data;

namespace TrapTagger.Accounts;

/// <summary>
/// What people's scripts sign in with: shown once, kept as a hash, for an organisation and for a time.
/// </summary>
internal sealed class ApiTokens(Db db, TimeProvider clock)
{
    internal const string Prefix = "tt_";

    /// <summary>How much of a token is kept, so that its owner knows it again: 30 of its 256 bits.</summary>
    private const int Beginning = 8;

    private const string List = """
        SELECT t.id, t.name, t.beginning, t.scopes, t.made_at, t.expires_at, t.seen_at,
            t.survey_id IS NOT NULL AS is_for_one_survey, v.name AS survey
        FROM api_token t
        LEFT JOIN surveys_survey v ON v.id = t.survey_id AND v.organisation_id = t.organisation_id
        WHERE t.person_id = @person AND t.revoked_at IS NULL AND t.expires_at > @now ORDER BY t.id
        """;

    private const string Add = """
        INSERT INTO api_token (id, token_hash, person_id, organisation_id, survey_id, name, beginning, scopes, made_at,
            expires_at)
        VALUES (@id, @hash, @Person, @Organisation, @Survey, @Name, @beginning, @scopes, @now, @expires)
        """;

    private const string Find = """
        SELECT t.id, t.person_id, p.name, t.organisation_id, o.name AS organisation_name, t.survey_id, t.scopes,
            t.seen_at
        FROM api_token t JOIN person p ON p.id = t.person_id
        JOIN membership m ON m.person_id = t.person_id AND m.organisation_id = t.organisation_id
        JOIN organisation o ON o.id = t.organisation_id
        WHERE t.token_hash = @hash AND t.revoked_at IS NULL AND t.expires_at > @now
        """;

    private const string See = "UPDATE api_token SET seen_at = @now WHERE id = @id";

    private const string Revoke = """
        UPDATE api_token SET revoked_at = @now WHERE id = @id AND person_id = @person AND revoked_at IS NULL
        """;

    private const string RevokeAll = """
        UPDATE api_token SET revoked_at = @now WHERE person_id = @person AND revoked_at IS NULL
        """;

    internal async Task<IReadOnlyList<TokenModel>> ListAsync(long person, CancellationToken ct)
    {
        await using var session = await db.OpenAsync(ct);
        return await session.QueryAsync<TokenModel>(List, new { person, now = clock.GetUtcNow() });
    }

    /// <summary>The token itself, which can't be had a second time.</summary>
    internal async Task<string> AddAsync(DbSession work, long id, NewToken token)
    {
        var text = Prefix + SecretText.New();
        var now = clock.GetUtcNow();
        await work.ExecuteAsync(Add, new
        {
            id, hash = SecretText.Hash(text), token.Person, token.Organisation, token.Survey, token.Name,
            beginning = text[..Beginning], scopes = string.Join(' ', token.Scopes), now, expires = now + token.Lifetime,
        });
        return text;
    }

    /// <summary>Null when it was revoked, is too old, or its owner left the organisation.</summary>
    internal async Task<OpenToken?> FindAsync(string text, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var session = await db.OpenAsync(ct);
        var found = await session.FindAsync<OpenToken>(Find, new { hash = SecretText.Hash(text), now });
        if (found is not null && (found.SeenAt is null || now - found.SeenAt > Sessions.Coarse))
        {
            await session.ExecuteAsync(See, new { id = found.Id, now });
        }
        return found;
    }

    /// <summary>In all organisations.</summary>
    internal Task RevokeAllAsync(DbSession work, long person) =>
        work.ExecuteAsync(RevokeAll, new { person, now = clock.GetUtcNow() });

    internal async Task<bool> RevokeAsync(DbSession work, long person, long id) =>
        await work.ExecuteAsync(Revoke, new { id, person, now = clock.GetUtcNow() }) == 1;
}

internal sealed record NewToken(
    long Person, long Organisation, long? Survey, string Name, IReadOnlyList<string> Scopes, TimeSpan Lifetime);

internal sealed record OpenToken
{
    public long Id { get; init; }
    public long PersonId { get; init; }
    public string Name { get; init; } = "";
    public long OrganisationId { get; init; }
    public string OrganisationName { get; init; } = "";
    public long? SurveyId { get; init; }
    public string Scopes { get; init; } = "";
    public DateTimeOffset? SeenAt { get; init; }

    internal bool IsFor(string scope) => Scopes.Split(' ').Contains(scope);

    internal bool IsForSurvey(object? survey) => SurveyId is not { } one
        || string.Equals(
            survey?.ToString(), one.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
}
