using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using TrapTagger.Platform.Data;
using TrapTagger.Platform.Html;

namespace TrapTagger.Accounts;

/// <summary>
/// An annotator asks to come in. Whether the address is known or not, the page says the same; only its owner, by the
/// letter, learns more. Where signing up is closed, those who are invited get a link, and others read why they don't.
/// </summary>
internal static class SignUp
{
    internal static readonly TimeSpan Lifetime = TimeSpan.FromDays(1);

    /// <summary>Letters an hour to one address: enough for those that got lost, too few to pester somebody.</summary>
    private const int MostLetters = 3;

    private const string ForgetOld = "DELETE FROM sign_up WHERE expires_at < @now";

    private const string Remember = """
        INSERT INTO sign_up (token_hash, name, email, password_hash, expires_at)
        VALUES (@hash, @name, @email, @password, @expires)
        """;

    private const string IsKnown = "SELECT count(*) FROM person WHERE normalized_email = @normalized";

    private const string IsInvited = """
        SELECT count(*) FROM invitation i JOIN organisation o ON o.id = i.organisation_id
        WHERE i.normalized_email = @normalized AND i.state = 'open' AND i.expires_at > @now
            AND o.suspended_at IS NULL AND o.deleted_at IS NULL
        """;

    internal static async Task<RazorComponentResult> Show(Db db, CancellationToken ct) =>
        Page(new() { IsOpen = await WhileOpen.IsSignUpOpenAsync(db, ct) });

    internal static RazorComponentResult ShowSent() => Render.View<SignUpSentPage, SignUpModel>(new());

    internal static async Task<Results<SeeOther, RazorComponentResult>> Submit(
        [AsParameters] SignUpForm form, AdmissionDesk desk, CancellationToken ct)
    {
        var isOpen = await WhileOpen.IsSignUpOpenAsync(desk.Db, ct);
        if (Reject(form) is { } reason)
        {
            return Page(
                new(form.Name ?? "", form.Email ?? "", reason) { IsOpen = isOpen },
                StatusCodes.Status422UnprocessableEntity);
        }
        await KeepAsync(form, isOpen, desk, ct);
        return new SeeOther("/sign-up/sent");
    }

    /// <summary>The same work for every address, so that the time it takes tells nothing either.</summary>
    private static async Task KeepAsync(SignUpForm form, bool isOpen, AdmissionDesk desk, CancellationToken ct)
    {
        var (email, token, now) = (EmailRule.Tidy(form.Email)!, OneTimeToken.New(), desk.Clock.GetUtcNow());
        var normalized = desk.People.NormalizeEmail(email);
        var password = desk.People.PasswordHasher.HashPassword(new(), form.Password!);
        var letters = await desk.Coordination.CountAsync(
            $"sign-up/{OneTimeToken.Hash(normalized)}/{now.UtcDateTime:yyyyMMddHH}", TimeSpan.FromHours(1));

        await using var work = await desk.Db.BeginAsync(ct);
        await work.ExecuteAsync(ForgetOld, new { now });
        var isKnown = await work.ScalarAsync<long>(IsKnown, new { normalized }) > 0;
        var mayCome = await work.ScalarAsync<long>(IsInvited, new { normalized, now }) > 0 || isOpen;
        await work.ExecuteAsync(Remember, new
        {
            hash = OneTimeToken.Hash(token), name = NameRule.Tidy(form.Name), email, password, expires = now + Lifetime,
        });
        if (letters <= MostLetters)
        {
            await desk.Mailer.SendAsync(work, isKnown ? SignUpLetters.Known(email, desk.Site)
                : mayCome ? SignUpLetters.Unknown(email, token, desk.Site) : SignUpLetters.Uninvited(email));
        }
        await work.CommitAsync();
    }

    /// <summary>Why the form can't be taken, in words for it; null when it can.</summary>
    internal static string? Reject(SignUpForm form) =>
        NameRule.Reject(form.Name, "your name", "Tell us your name.") ?? EmailRule.Reject(form.Email)
        ?? PasswordRules.Reject(form.Password, form.Name!.Trim(), form.Email!.Trim());

    private static RazorComponentResult Page(SignUpModel model, int status = 200) =>
        Render.View<SignUpPage, SignUpModel>(model, status);
}

internal sealed record SignUpForm
{
    [FromForm] public string? Name { get; init; }
    [FromForm] public string? Email { get; init; }
    [FromForm] public string? Password { get; init; }
}

public sealed record SignUpModel(string Name = "", string Email = "", string? Error = null)
{
    /// <summary>Whether also people may come whom nobody invited.</summary>
    public bool IsOpen { get; init; } = true;
}
