using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using TrapTagger.Platform.Data;
using TrapTagger.Platform.Html;

namespace TrapTagger.Accounts;

/// <summary>
/// Whoever holds the link from the mail chooses the password. Somebody else may have been in the account: whatever they
/// may have made to come in again, a passkey or a token, is gone with it. A second factor stays as it is.
/// </summary>
internal static class ResetPassword
{
    internal static async Task<RazorComponentResult> Show(string token, PasswordLinks links, CancellationToken ct) =>
        await links.FindAsync(token, ct) is not null ? Page(new(token, IsOpen: true)) : Page(new(token), 410);

    internal static async Task<Results<SeeOther, RazorComponentResult>> Submit(
        string token, [FromForm] string? password, ResetDesk desk, HttpContext http)
    {
        var ct = http.RequestAborted;
        if (await desk.Links.FindAsync(token, ct) is not { } id
            || await desk.People.FindByIdAsync($"{id}") is not { } person)
        {
            return Page(new(token), StatusCodes.Status410Gone);
        }
        if (PasswordRules.Reject(password, person.Name, person.Email) is { } reason)
        {
            return Page(new(token, IsOpen: true, reason), StatusCodes.Status422UnprocessableEntity);
        }

        var hash = desk.Password.Hash(person, password!);
        await using (var work = await desk.Db.BeginAsync(ct))
        {
            if (!await desk.Links.UseAsync(work, token, id))
            {
                return Page(new(token), StatusCodes.Status410Gone);
            }
            await desk.Password.SaveAsync(work, id, hash);
            await KnownDevices.ForgetAsync(work, id);
            await desk.Devices.WelcomeAsync(work, http, id);
            await SignInAttempts.ForgetAsync(work, AttemptSubject.Of(person.Email));
            await EmailChanges.WithdrawAsync(work, id);
            await Passkeys.RemoveAllAsync(work, id);
            await desk.Tokens.RevokeAllAsync(work, id);
            await desk.Audit.WriteAsync(work, new("password.reset", new("person", id)) { Person = id });
            await desk.Letters.PasswordResetAsync(work, person);
            await work.CommitAsync();
        }
        return new SeeOther("/sign-in?done=password");
    }

    private static RazorComponentResult Page(ResetPasswordModel model, int status = 200) =>
        Render.View<ResetPasswordPage, ResetPasswordModel>(model, status);
}

/// <summary>What a reset takes, as one parameter.</summary>
internal sealed record ResetDesk(
    Db Db, PasswordLinks Links, UserManager<Person> People, SetPassword Password, KnownDevices Devices,
    ApiTokens Tokens, AccountLetters Letters, AuditLog Audit);

public sealed record ResetPasswordModel(string Token, bool IsOpen = false, string? Error = null);
