using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using TrapTagger.Platform.Html;
using TrapTagger.Platform.Identity;

namespace TrapTagger.Accounts;

/// <summary>A person makes tokens for their scripts, and revokes them.</summary>
internal static class ListTokens
{
    private static readonly int[] Days = [30, 90, 365];

    private const string ListSurveys = """
        SELECT s.id, s.name FROM surveys_survey s
        WHERE (s.organisation_id = @Organisation AND @All AND s.id NOT IN @Without) OR s.id IN @With
        ORDER BY s.name LIMIT 1000
        """;

    internal static Task<RazorComponentResult> Show(
        string? done, CurrentUser user, TokenDesk desk, CancellationToken ct) =>
        PageAsync(user, desk, model => model with { Done = Done.Say(done) }, StatusCodes.Status200OK, ct);

    internal static async Task<RazorComponentResult> Submit(
        [AsParameters] TokenForm form, CurrentUser user, TokenDesk desk, CancellationToken ct)
    {
        var survey = form.Survey == 0 ? null : form.Survey;
        if (Reject(form) is { } reason)
        {
            return await PageAsync(
                user, desk, model => model with { Error = reason, Name = form.Name ?? "", Chosen = form.Scopes ?? [] },
                StatusCodes.Status422UnprocessableEntity, ct);
        }
        if (survey is not null && (await SurveysAsync(user, desk, ct)).All(s => s.Id != survey))
        {
            return await PageAsync(
                user, desk, model => model with { Error = "Choose one of your surveys." },
                StatusCodes.Status422UnprocessableEntity, ct);
        }

        var token = new NewToken(
            user.Id, user.Organisation, survey, NameRule.Tidy(form.Name), [.. form.Scopes!.Distinct()],
            TimeSpan.FromDays(form.Days));
        var person = await desk.Account.PersonAsync(user);
        var id = await desk.Account.Ids.NextAsync("api_token", ct);
        string text;
        await using (var work = await desk.Account.Db.BeginAsync(ct))
        {
            text = await desk.Tokens.AddAsync(work, id, token);
            await desk.Account.TellAsync(
                work, person, "api-token.created", $"A token for scripts was made for your account: {token.Name}.",
                new { name = token.Name, scopes = string.Join(' ', form.Scopes!), survey, days = form.Days });
            await work.CommitAsync();
        }
        return await PageAsync(user, desk, model => model with { NewToken = text }, StatusCodes.Status200OK, ct);
    }

    internal static async Task<Results<SeeOther, NotFound>> Revoke(
        long id, CurrentUser user, TokenDesk desk, CancellationToken ct)
    {
        await using var work = await desk.Account.Db.BeginAsync(ct);
        if (!await desk.Tokens.RevokeAsync(work, user.Id, id))
        {
            return TypedResults.NotFound();
        }
        await desk.Account.Audit.WriteAsync(work, new("api-token.revoked", new("person", user.Id)));
        await work.CommitAsync();
        return new SeeOther("/account/tokens?done=token-revoked");
    }

    /// <summary>Why no token can be made, in words for the form; null when one can.</summary>
    internal static string? Reject(TokenForm form) => form switch
    {
        _ when NameRule.Reject(form.Name, "the name", "Give the token a name, such as what uses it.") is { } reason =>
            reason,
        _ when form.Scopes is not { Length: > 0 } => "Choose what the token may do.",
        _ when form.Scopes.Any(s => Tokens.Scopes.All(known => known.Scope != s)) => "Choose what the token may do.",
        _ when !Days.Contains(form.Days) => "Choose how long the token works.",
        _ => null,
    };

    private static async Task<RazorComponentResult> PageAsync(
        CurrentUser user, TokenDesk desk, Func<TokensModel, TokensModel> with, int status,
        CancellationToken ct)
    {
        var model = new TokensModel(
            await desk.Tokens.ListAsync(user.Id, ct), await SurveysAsync(user, desk, ct), Days);
        return Render.View<TokensPage, TokensModel>(with(model), status);
    }

    private static async Task<IReadOnlyList<TokenSurveyModel>> SurveysAsync(
        CurrentUser user, TokenDesk desk, CancellationToken ct)
    {
        var mine = await desk.Rights.FindOwnedAsync(user, Right.See, ct);
        await using var session = await desk.Account.Db.OpenAsync(ct);
        return await session.QueryAsync<TokenSurveyModel>(
            ListSurveys, new { mine.Organisation, mine.All, mine.Without, mine.With });
    }
}

/// <summary>What the page of tokens takes, as one parameter.</summary>
internal sealed record TokenDesk(AccountDesk Account, ApiTokens Tokens, IRights Rights);

internal sealed record TokenForm
{
    [FromForm] public string? Name { get; init; }
    [FromForm] public string[]? Scopes { get; init; }
    [FromForm] public long? Survey { get; init; }
    [FromForm] public int Days { get; init; }
}

public sealed record TokensModel(
    IReadOnlyList<TokenModel> Tokens, IReadOnlyList<TokenSurveyModel> Surveys, IReadOnlyList<int> Days)
{
    public string? Done { get; init; }
    public string? Error { get; init; }
    public string Name { get; init; } = "";

    /// <summary>Scopes of the form that was sent back.</summary>
    public IReadOnlyList<string> Chosen { get; init; } = [];

    /// <summary>Shown once, right after it was made.</summary>
    public string? NewToken { get; init; }
}

public sealed record TokenModel
{
    public long Id { get; init; }
    public string Name { get; init; } = "";
    public string Beginning { get; init; } = "";
    public string Scopes { get; init; } = "";
    public bool IsForOneSurvey { get; init; }
    public string? Survey { get; init; }
    public DateTimeOffset MadeAt { get; init; }
    public DateTimeOffset ExpiresAt { get; init; }
    public DateTimeOffset? SeenAt { get; init; }
}

public sealed record TokenSurveyModel
{
    public long Id { get; init; }
    public string Name { get; init; } = "";
}
