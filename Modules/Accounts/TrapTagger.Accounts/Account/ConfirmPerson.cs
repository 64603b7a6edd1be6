using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using TrapTagger.Platform.Data;
using TrapTagger.Platform.Html;
using TrapTagger.Platform.Identity;

namespace TrapTagger.Accounts;

/// <summary>Before something delicate, a person who signed in a while ago shows again who they are.</summary>
internal static class ConfirmPerson
{
    internal static Task<RazorComponentResult> Show(
        string? returnUrl, CurrentUser user, ConfirmDesk confirm, CancellationToken ct) =>
        PageAsync(SignIn.Local(returnUrl), user, confirm, null, ct);

    internal static async Task<Results<SeeOther, RazorComponentResult>> Submit(
        [AsParameters] ConfirmPersonForm form, CurrentUser user, AccountDesk desk, ConfirmDesk confirm,
        HttpContext http)
    {
        var goOn = SignIn.Local(form.ReturnUrl);
        if (await desk.RejectAsync(http, await desk.PersonAsync(user), new(form.Password, form.Code)) is { } reason)
        {
            return await PageAsync(goOn, user, confirm, reason, http.RequestAborted);
        }
        await confirm.ProvedAsync(http, user.Id);
        return new SeeOther(goOn);
    }

    internal static async Task<Results<SeeOther, RazorComponentResult>> SubmitPasskey(
        [FromForm] string? credential, [FromForm] string? returnUrl, CurrentUser user, ConfirmDesk confirm,
        HttpContext http)
    {
        var goOn = SignIn.Local(returnUrl);
        if (await confirm.Passkeys.FindPersonAsync(http, credential) is not { } person || person.Id != user.Id)
        {
            return await PageAsync(goOn, user, confirm, Passkeys.Refused, http.RequestAborted);
        }
        await confirm.ProvedAsync(http, user.Id);
        return new SeeOther(goOn);
    }

    private static async Task<RazorComponentResult> PageAsync(
        string goOn, CurrentUser user, ConfirmDesk confirm, string? error, CancellationToken ct)
    {
        var model = new ConfirmPersonModel(
            goOn, await confirm.Passkeys.HasAnyAsync(user.Id, ct), await confirm.Factors.IsOnAsync(user.Id, ct), error);
        return Render.View<ConfirmPersonPage, ConfirmPersonModel>(model, error is null ? 200 : 422);
    }
}

internal sealed record ConfirmDesk(Db Db, Sessions Sessions, Passkeys Passkeys, SecondFactors Factors)
{
    internal async Task ProvedAsync(HttpContext http, long person)
    {
        await using var session = await Db.OpenAsync(http.RequestAborted);
        var cookie = await Sessions.ProveAsync(session, SessionCookie.Id(http.User), person);
        await SessionCookie.GiveAsync(http, person, cookie);
    }
}

internal sealed record ConfirmPersonForm
{
    [FromForm] public string? Password { get; init; }
    [FromForm] public string? Code { get; init; }
    [FromForm] public string? ReturnUrl { get; init; }
}

public sealed record ConfirmPersonModel(string ReturnUrl, bool HasPasskey, bool AsksForCode, string? Error = null);
