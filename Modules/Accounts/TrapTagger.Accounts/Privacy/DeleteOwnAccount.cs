using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using TrapTagger.Platform.Html;
using TrapTagger.Platform.Identity;
using TrapTagger.Platform.Mail;

namespace TrapTagger.Accounts;

/// <summary>A person deletes their account: what names them goes, what they labelled stays under a pseudonym.</summary>
internal static class DeleteOwnAccount
{
    internal static async Task<RazorComponentResult> Show(CurrentUser user, AccountDesk desk) =>
        Page(new((await desk.PersonAsync(user)).PasswordHash is not null));

    internal static async Task<Results<SeeOther, RazorComponentResult>> Submit(
        [FromForm] string? password, CurrentUser user, AccountDesk desk, IMailer mailer, HttpContext http)
    {
        var person = await desk.PersonAsync(user);
        var hasPassword = person.PasswordHash is not null;
        if (hasPassword && await desk.RejectAsync(http, person, password) is { } wrong)
        {
            return Page(new(hasPassword, wrong), StatusCodes.Status422UnprocessableEntity);
        }

        await using var work = await desk.Db.BeginAsync(http.RequestAborted);
        if (await ErasePerson.RejectAsync(work, person.Id) is { } reason)
        {
            return Page(new(hasPassword, reason), StatusCodes.Status422UnprocessableEntity);
        }
        await desk.Audit.WriteAsync(work, new("person.deleted", new("person", person.Id)));
        await MailBoard.ForgetAsync(work, person.Email);
        await mailer.SendAsync(work, AddressLetters.Farewell(person));
        await ErasePerson.EraseAsync(work, person, desk.Clock.GetUtcNow());
        await work.CommitAsync();
        await SessionCookie.TakeAsync(http);
        return new SeeOther("/sign-in?done=deleted");
    }

    private static RazorComponentResult Page(DeleteAccountModel model, int status = 200) =>
        Render.View<DeleteAccountPage, DeleteAccountModel>(model, status);
}

/// <param name="HasPassword">Whoever has none has just shown a passkey.</param>
/// <param name="Error">Why it is not done; null when it is.</param>
public sealed record DeleteAccountModel(bool HasPassword, string? Error = null);
