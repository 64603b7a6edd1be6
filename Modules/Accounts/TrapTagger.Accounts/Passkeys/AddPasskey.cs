using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using TrapTagger.Platform.Html;
using TrapTagger.Platform.Identity;

namespace TrapTagger.Accounts;

/// <summary>A person adds a passkey to their account, or removes one.</summary>
internal static class AddPasskey
{
    internal static async Task<ContentHttpResult> Options(CurrentUser user, AccountDesk desk, Passkeys passkeys) =>
        TypedResults.Content(await passkeys.OfferAsync(await desk.PersonAsync(user)), "application/json");

    internal static async Task<Results<SeeOther, RazorComponentResult>> Submit(
        [AsParameters] PasskeyForm form, CurrentUser user, AccountDesk desk, Passkeys passkeys, CancellationToken ct)
    {
        var person = await desk.PersonAsync(user);
        var made = await passkeys.MadeAsync(person, form.Credential);
        var reason = NameRule.Reject(form.Name, "the name", "Give the passkey a name, such as that of the device.")
            ?? (made is null ? "The passkey could not be added: reload the page and try again." : null);
        if (reason is not null)
        {
            return await ShowSecurity.PageAsync(
                user, desk, passkeys, model => model with { PasskeyError = reason },
                StatusCodes.Status422UnprocessableEntity, ct);
        }
        var name = NameRule.Tidy(form.Name);
        var id = await desk.Ids.NextAsync("passkey", ct);
        await using var work = await desk.Db.BeginAsync(ct);
        await PersonStore.AddPasskeyAsync(work, id, person, made!, name);
        await desk.TellAsync(
            work, person, "passkey.added", $"A passkey was added to your account: {name}.", new { name });
        await work.CommitAsync();
        return new SeeOther("/account/security?done=passkey");
    }

    internal static async Task<Results<SeeOther, NotFound>> Remove(
        long id, CurrentUser user, AccountDesk desk, CancellationToken ct)
    {
        var person = await desk.PersonAsync(user);
        await using var work = await desk.Db.BeginAsync(ct);
        if (!await Passkeys.RemoveAsync(work, user.Id, id))
        {
            return TypedResults.NotFound();
        }
        await desk.TellAsync(work, person, "passkey.removed", "A passkey was removed from your account.");
        await work.CommitAsync();
        return new SeeOther("/account/security?done=passkey-removed");
    }
}

internal sealed record PasskeyForm
{
    [FromForm] public string? Name { get; init; }
    [FromForm] public string? Credential { get; init; }
}
