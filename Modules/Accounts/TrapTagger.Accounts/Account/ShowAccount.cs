using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using TrapTagger.Platform.Html;
using TrapTagger.Platform.Identity;

namespace TrapTagger.Accounts;

/// <summary>A person's name and e-mail address.</summary>
internal static class ShowAccount
{
    private const string Rename = "UPDATE person SET name = @name WHERE id = @person";

    internal static async Task<RazorComponentResult> Show(
        string? done, CurrentUser user, AccountDesk desk, CancellationToken ct) =>
        await PageAsync(user, desk, model => model with { Done = Done.Say(done) }, StatusCodes.Status200OK, ct);

    internal static async Task<Results<SeeOther, RazorComponentResult>> SubmitName(
        [FromForm] string? name, CurrentUser user, AccountDesk desk, CancellationToken ct)
    {
        if (RejectName(name) is { } reason)
        {
            return await PageAsync(
                user, desk, model => model with { Name = name ?? "", NameError = reason },
                StatusCodes.Status422UnprocessableEntity, ct);
        }
        await using var session = await desk.Db.OpenAsync(ct);
        await session.ExecuteAsync(Rename, new { person = user.Id, name = name!.Trim() });
        return new SeeOther("/account?done=name");
    }

    internal static async Task<RazorComponentResult> PageAsync(
        CurrentUser user, AccountDesk desk, Func<AccountModel, AccountModel> with, int status, CancellationToken ct)
    {
        var person = await desk.PersonAsync(user);
        await using var session = await desk.Db.OpenAsync(ct);
        var change = await EmailChanges.FindOpenAsync(session, person.Id, desk.Clock.GetUtcNow());
        return Render.View<AccountPage, AccountModel>(with(new(person.Name, person.Email, change)), status);
    }

    /// <summary>Why it can't be somebody's name, in words for the form; null when it can.</summary>
    internal static string? RejectName(string? name) => name?.Trim() switch
    {
        null or "" => "Tell us your name.",
        { Length: > 80 } => "Keep your name under 81 characters.",
        { } text when text.Any(c => char.IsControl(c) || char.GetUnicodeCategory(c) is
            System.Globalization.UnicodeCategory.Format or System.Globalization.UnicodeCategory.OtherNotAssigned) =>
            "Your name has characters in it that nobody can see. Type it anew.",
        _ => null,
    };
}

public sealed record AccountModel(string Name, string Email, EmailChangeModel? Change)
{
    public string? Done { get; init; }
    public string? NameError { get; init; }
    public string NewEmail { get; init; } = "";
    public string? EmailError { get; init; }
}
