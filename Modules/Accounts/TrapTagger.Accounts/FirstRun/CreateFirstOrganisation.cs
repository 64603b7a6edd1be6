using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using TrapTagger.Platform.Html;

namespace TrapTagger.Accounts;

/// <summary>
/// Whoever started the product makes its first organisation and becomes its administrator, and the site's.
/// </summary>
internal static class CreateFirstOrganisation
{
    internal static async Task<RazorComponentResult> Show(string token, FirstRunLink link, CancellationToken ct) =>
        Page(new(token, await link.IsOpenAsync(token, ct)));

    internal static async Task<Results<SeeOther, RazorComponentResult>> Submit(
        string token, [AsParameters] FirstRunForm form, AccountsDesk desk, HttpContext http)
    {
        var ct = http.RequestAborted;
        var model = new FirstRunModel(token, IsOpen: true, form.Organisation ?? "", form.Name ?? "", form.Email ?? "");
        if (Reject(form) is { } reason)
        {
            return Page(model with { Error = reason }, StatusCodes.Status422UnprocessableEntity);
        }

        var person = await PersonAsync(form, desk, ct);
        var organisation = await desk.Ids.NextAsync("organisation", ct);
        await using (var work = await desk.Db.BeginAsync(ct))
        {
            if (!await desk.Link.UseAsync(token, work))
            {
                return Page(new(token, IsOpen: false), StatusCodes.Status410Gone);
            }
            var name = NameRule.Tidy(form.Organisation);
            await NewPerson.AddAsync(work, person);
            await NewOrganisation.AddAsync(work, organisation, name, person.Id, person.CreatedAt);
            await desk.Audit.WriteAsync(work, new("organisation.created", new("organisation", organisation, name))
            {
                Organisation = organisation,
                Person = person.Id,
            });
            await work.CommitAsync();
        }
        await desk.Admission.AdmitAsync(http, person, by: "link");
        return new SeeOther("/");
    }

    private static async Task<Person> PersonAsync(FirstRunForm form, AccountsDesk desk, CancellationToken ct)
    {
        var email = EmailRule.Tidy(form.Email)!;
        var person = new Person
        {
            Id = await desk.Ids.NextAsync("person", ct),
            Name = NameRule.Tidy(form.Name),
            Email = email,
            NormalizedEmail = desk.People.NormalizeEmail(email),
            SecurityStamp = Guid.NewGuid().ToString("N"),
            SiteAdministrator = true,
            CreatedAt = desk.Clock.GetUtcNow(),
        };
        person.PasswordHash = desk.People.PasswordHasher.HashPassword(person, form.Password!);
        return person;
    }

    /// <summary>Why the form can't be taken, in words for it; null when it can.</summary>
    internal static string? Reject(FirstRunForm form) =>
        NameRule.Reject(form.Organisation, "your organisation's name", "Give your organisation a name.")
        ?? NameRule.Reject(form.Name, "your name", "Tell us your name.")
        ?? EmailRule.Reject(form.Email)
        ?? PasswordRules.Reject(form.Password, form.Name!.Trim(), form.Email!.Trim());

    private static RazorComponentResult Page(FirstRunModel model, int status = 200) =>
        Render.View<FirstRunPage, FirstRunModel>(model, status);
}

internal sealed record FirstRunForm
{
    [FromForm] public string? Organisation { get; init; }
    [FromForm] public string? Name { get; init; }
    [FromForm] public string? Email { get; init; }
    [FromForm] public string? Password { get; init; }
}

public sealed record FirstRunModel(
    string Token, bool IsOpen, string Organisation = "", string Name = "", string Email = "", string? Error = null);
