using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using TrapTagger.Platform.Data;
using TrapTagger.Platform.Html;

namespace TrapTagger.Accounts;

/// <summary>
/// What the product is, for people who are not signed in, and the form by which an organisation asks to use it. Nothing
/// is made of that but a row, which the site's administrators decide on.
/// </summary>
internal static class SendEnquiry
{
    private const int LongestMessage = 4000;

    /// <summary>Letters an hour about enquiries; of those beyond only a notice tells.</summary>
    private const int MostLetters = 20;

    private const string Keep = """
        INSERT INTO enquiry (id, organisation, name, email, message, state, created_at)
        VALUES (@Id, @Organisation, @Name, @Email, @Message, 'open', @now)
        """;

    private const string ListAdministrators =
        "SELECT id, name, email FROM person WHERE site_administrator = TRUE AND blocked_at IS NULL";

    internal static RazorComponentResult Show() => Page(new());

    internal static RazorComponentResult ShowSent() => Render.View<EnquirySentPage, WelcomeModel>(new());

    internal static async Task<Results<SeeOther, RazorComponentResult>> Submit(
        [AsParameters] EnquiryForm form, AdmissionDesk desk, CancellationToken ct)
    {
        if ((Reject(form) ?? await WhileOpen.RejectEnquiryAsync(desk.Db, ct)) is { } reason)
        {
            return Page(
                new(form.Organisation ?? "", form.Name ?? "", form.Email ?? "", form.Message ?? "", reason),
                StatusCodes.Status422UnprocessableEntity);
        }
        // People don't see this field; programs that fill in every form do, and are thanked like everybody.
        if (string.IsNullOrEmpty(form.Website))
        {
            await KeepAsync(form, desk, ct);
        }
        return new SeeOther("/welcome/sent");
    }

    /// <summary>Why the form can't be taken, in words for it; null when it can.</summary>
    internal static string? Reject(EnquiryForm form) =>
        NameRule.Reject(form.Organisation, "your organisation's name", "Tell us your organisation's name.")
        ?? NameRule.Reject(form.Name, "your name", "Tell us your name.")
        ?? EmailRule.Reject(form.Email)
        ?? RejectMessage(form.Message);

    /// <summary>Why a text of several lines can't be taken, in words for the form; null when it can.</summary>
    internal static string? RejectMessage(string? message) => message switch
    {
        { Length: > LongestMessage } => $"Keep the message under {Words.Number(LongestMessage)} characters.",
        not null when NameRule.HoldsHidden(message) =>
            "There are characters in the message that can't be seen: type it again.",
        _ => null,
    };

    private static async Task KeepAsync(EnquiryForm form, AdmissionDesk desk, CancellationToken ct)
    {
        var now = desk.Clock.GetUtcNow();
        var enquiry = new EnquiryModel
        {
            Id = await desk.Ids.NextAsync("enquiry", ct),
            Organisation = NameRule.Tidy(form.Organisation),
            Name = NameRule.Tidy(form.Name),
            Email = EmailRule.Tidy(form.Email)!,
            Message = Spelling.Compose((form.Message ?? "").ReplaceLineEndings("\n").Trim()),
        };
        var letters = await desk.Coordination.CountAsync(
            $"enquiries/{now.UtcDateTime:yyyyMMddHH}", TimeSpan.FromHours(1));

        await using var work = await desk.Db.BeginAsync(ct);
        await work.ExecuteAsync(
            Keep, new { enquiry.Id, enquiry.Organisation, enquiry.Name, enquiry.Email, enquiry.Message, now });
        await TellAdministratorsAsync(work, enquiry, byLetter: letters <= MostLetters, desk);
        await work.CommitAsync();
    }

    private static async Task TellAdministratorsAsync(
        DbSession work, EnquiryModel enquiry, bool byLetter, AdmissionDesk desk)
    {
        var told = new PersonTold(0, $"{EnquiryLetters.Wish(enquiry)}.", EnquiryLetters.PageOf(enquiry));
        foreach (var administrator in await work.QueryAsync<Person>(ListAdministrators))
        {
            await desk.Notices.HandleAsync(told with { Person = administrator.Id }, work);
            if (byLetter)
            {
                await desk.Mailer.SendAsync(work, EnquiryLetters.Asked(administrator, enquiry, desk.Site));
            }
        }
    }

    private static RazorComponentResult Page(WelcomeModel model, int status = 200) =>
        Render.View<WelcomePage, WelcomeModel>(model, status);
}

internal sealed record EnquiryForm
{
    [FromForm] public string? Organisation { get; init; }
    [FromForm] public string? Name { get; init; }
    [FromForm] public string? Email { get; init; }
    [FromForm] public string? Message { get; init; }

    /// <summary>Nobody fills this in.</summary>
    [FromForm] public string? Website { get; init; }
}

public sealed record WelcomeModel(
    string Organisation = "", string Name = "", string Email = "", string Message = "", string? Error = null);
