using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using TrapTagger.Platform.Html;
using TrapTagger.Platform.Identity;

namespace TrapTagger.Accounts;

/// <summary>A person who knows their password chooses another one; every other browser is signed out.</summary>
internal static class ChangePassword
{
    internal static async Task<Results<SeeOther, RazorComponentResult>> Submit(
        [AsParameters] ChangePasswordForm form, CurrentUser user, AccountDesk desk, SetPassword set,
        Passkeys passkeys, HttpContext http)
    {
        var person = await desk.PersonAsync(user);
        var reason = PasswordRules.Reject(form.Password, person.Name, person.Email)
            ?? await desk.RejectAsync(http, person, new(form.Current, form.Code));
        if (reason is not null)
        {
            return await ShowSecurity.PageAsync(
                user, desk, passkeys, model => model with { PasswordError = reason },
                StatusCodes.Status422UnprocessableEntity, http.RequestAborted);
        }

        var hash = set.Hash(person, form.Password!);
        await using var work = await desk.Db.BeginAsync(http.RequestAborted);
        var cookie = await set.SaveHereAsync(work, person.Id, hash, SessionCookie.Id(http.User));
        await desk.Audit.WriteAsync(work, new("password.changed", new("person", person.Id)));
        await desk.Letters.PasswordChangedAsync(work, person);
        await work.CommitAsync();
        await SessionCookie.GiveAsync(http, person.Id, cookie);
        return new SeeOther("/account/security?done=password");
    }
}

internal sealed record ChangePasswordForm
{
    [FromForm] public string? Current { get; init; }
    [FromForm] public string? Code { get; init; }
    [FromForm] public string? Password { get; init; }
}
