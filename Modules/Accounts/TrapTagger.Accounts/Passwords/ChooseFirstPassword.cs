using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using TrapTagger.Platform.Html;

namespace TrapTagger.Accounts;

/// <summary>Somebody who was let in chooses their first password, and is in.</summary>
internal static class ChooseFirstPassword
{
    internal static async Task<RazorComponentResult> Show(string token, WelcomeLink links, CancellationToken ct) =>
        await links.FindAsync(token, ct) is { } person ? Page(new(token, person.Name, person.Email)) : Closed(token);

    internal static async Task<Results<SeeOther, RazorComponentResult>> Submit(
        string token, [FromForm] string? password, AdmissionDesk desk, HttpContext http)
    {
        var ct = http.RequestAborted;
        if (await desk.Links.FindAsync(token, ct) is not { } owner)
        {
            return Closed(token);
        }
        if (PasswordRules.Reject(password, owner.Name, owner.Email) is { } reason)
        {
            return Page(new(token, owner.Name, owner.Email, reason), StatusCodes.Status422UnprocessableEntity);
        }

        var person = (await desk.People.FindByIdAsync(owner.Id.ToString(CultureInfo.InvariantCulture)))!;
        person.PasswordHash = desk.People.PasswordHasher.HashPassword(person, password!);
        person.SecurityStamp = Guid.NewGuid().ToString("N");
        if (!await desk.Links.UseAsync(token, person, desk.Audit, ct))
        {
            return Closed(token);
        }
        await desk.Admission.AdmitAsync(http, person, by: "link");
        return new SeeOther("/");
    }

    private static RazorComponentResult Closed(string token) => Page(new(token), StatusCodes.Status410Gone);

    private static RazorComponentResult Page(ChooseFirstPasswordModel model, int status = 200) =>
        Render.View<ChooseFirstPasswordPage, ChooseFirstPasswordModel>(model, status);
}

/// <param name="Name">Null when the link is worth nothing.</param>
public sealed record ChooseFirstPasswordModel(
    string Token, string? Name = null, string Email = "", string? Error = null);
