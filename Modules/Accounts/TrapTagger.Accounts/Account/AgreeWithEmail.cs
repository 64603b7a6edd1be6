using System.Data.Common;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using TrapTagger.Platform.Data;
using TrapTagger.Platform.Html;

namespace TrapTagger.Accounts;

/// <summary>
/// Whoever reads mail at the old or the new address agrees with the change, or refuses it. Opening the link alone does
/// nothing: programs that check mail open links, too.
/// </summary>
internal static class AgreeWithEmail
{
    private const string Change = """
        UPDATE person SET email = @email, normalized_email = @normalized, security_stamp = @stamp WHERE id = @person
        """;

    internal static async Task<RazorComponentResult> Show(
        string token, Db db, EmailChanges changes, CancellationToken ct)
    {
        await using var session = await db.OpenAsync(ct);
        return await changes.FindAsync(session, token) is { } change
            ? Page(new(token, change.Email, EmailStepModel.Asked))
            : Page(new(token, "", EmailStepModel.Gone), StatusCodes.Status410Gone);
    }

    internal static async Task<RazorComponentResult> Submit(
        string token, [FromForm] string? answer, EmailDesk desk, CancellationToken ct)
    {
        await using var work = await desk.Db.BeginAsync(ct);
        if (await desk.Changes.AgreeAsync(work, token) is not { } change
            || await desk.People.FindByIdAsync($"{change.PersonId}") is not { } person)
        {
            return Page(new(token, "", EmailStepModel.Gone), StatusCodes.Status410Gone);
        }
        if (answer != "agree")
        {
            await desk.Changes.EndAsync(work, change.Id);
            await work.CommitAsync();
            return Page(new(token, change.Email, EmailStepModel.Refused));
        }
        if (!change.IsAgreed)
        {
            await work.CommitAsync();
            return Page(new(token, change.Email, EmailStepModel.Half));
        }
        return Page(new(token, change.Email, await ChangeAsync(work, desk, person, change)));
    }

    private static async Task<EmailStepModel> ChangeAsync(
        DbSession work, EmailDesk desk, Person person, EmailChange change)
    {
        var before = person.Email;
        try
        {
            await work.ExecuteAsync(Change, new
            {
                person = person.Id, email = change.Email, normalized = change.NormalizedEmail,
                stamp = Guid.NewGuid().ToString("N"),
            });
        }
        catch (DbException e) when (work.Dialect.IsDuplicate(e))
        {
            return EmailStepModel.Taken;
        }
        await desk.Changes.EndAsync(work, change.Id);
        await desk.Links.WithdrawAsync(work, person.Id);
        person.Email = change.Email;
        await desk.Audit.WriteAsync(work, new("e-mail.changed", new("person", person.Id)) { Person = person.Id });
        await desk.Letters.AddressChangedAsync(work, person, before);
        await work.CommitAsync();
        return EmailStepModel.Done;
    }

    private static RazorComponentResult Page(AgreeWithEmailModel model, int status = 200) =>
        Render.View<AgreeWithEmailPage, AgreeWithEmailModel>(model, status);
}

internal sealed record EmailDesk(
    Db Db, EmailChanges Changes, UserManager<Person> People, PasswordLinks Links, AccountLetters Letters,
    AuditLog Audit);

public sealed record AgreeWithEmailModel(string Token, string Email, EmailStepModel Step)
{
    public string Title => Step switch
    {
        EmailStepModel.Asked => "Change the e-mail address?",
        EmailStepModel.Half => "Thank you: one of two",
        EmailStepModel.Done => "The address is changed",
        EmailStepModel.Refused => "The address stays as it is",
        EmailStepModel.Taken => "This address can't be used",
        _ => "This link is used or too old",
    };
}

public enum EmailStepModel
{
    Asked,
    Half,
    Done,
    Refused,
    Taken,
    Gone,
}
