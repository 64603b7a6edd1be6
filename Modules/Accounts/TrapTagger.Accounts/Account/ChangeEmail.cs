using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using TrapTagger.Platform.Html;
using TrapTagger.Platform.Identity;

namespace TrapTagger.Accounts;

/// <summary>A person asks for another e-mail address. Whether it is somebody's already is not told.</summary>
internal static class ChangeEmail
{
    internal static async Task<Results<SeeOther, RazorComponentResult>> Submit(
        [FromForm] string? email, CurrentUser user, AccountDesk desk, EmailChanges changes, CancellationToken ct)
    {
        var person = await desk.PersonAsync(user);
        if (Reject(email, person) is { } reason)
        {
            return await RefuseAsync(reason);
        }

        var wanted = EmailRule.Tidy(email)!;
        var id = await desk.Ids.NextAsync("email_change", ct);
        await using var work = await desk.Db.BeginAsync(ct);
        if (await changes.IsTooManyAsync(work, person.Id))
        {
            return await RefuseAsync("You asked for several changes today. Wait until tomorrow, then try again.");
        }
        var (old, @new) = await changes.BeginAsync(
            work, id, person.Id, wanted, desk.People.NormalizeEmail(wanted));
        await desk.Audit.WriteAsync(work, new("e-mail.change-asked", new("person", person.Id)));
        await desk.Letters.AgreeWithOldAddressAsync(work, person, wanted, old);
        await desk.Letters.AgreeWithNewAddressAsync(work, wanted, @new);
        await work.CommitAsync();
        return new SeeOther("/account?done=e-mail");

        Task<RazorComponentResult> RefuseAsync(string why) => ShowAccount.PageAsync(
            user, desk, model => model with { NewEmail = email ?? "", EmailError = why },
            StatusCodes.Status422UnprocessableEntity, ct);
    }

    internal static async Task<SeeOther> Withdraw(CurrentUser user, AccountDesk desk, CancellationToken ct)
    {
        await using var session = await desk.Db.OpenAsync(ct);
        await EmailChanges.WithdrawAsync(session, user.Id);
        return new("/account?done=e-mail-withdrawn");
    }

    private static string? Reject(string? email, Person person) => EmailRule.Reject(email)
        ?? (EmailRule.Tidy(email) == person.Email ? "This is the address that you have." : null);
}
