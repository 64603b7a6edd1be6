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
        if (NameRule.Reject(name, "your name", "Tell us your name.") is { } reason)
        {
            return await PageAsync(
                user, desk, model => model with { Name = name ?? "", NameError = reason },
                StatusCodes.Status422UnprocessableEntity, ct);
        }
        await using var work = await desk.Db.BeginAsync(ct);
        await work.ExecuteAsync(Rename, new { person = user.Id, name = NameRule.Tidy(name) });
        await desk.Audit.WriteAsync(work, new("name.changed", new("person", user.Id)));
        await work.CommitAsync();
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
}

public sealed record AccountModel(string Name, string Email, EmailChangeModel? Change)
{
    public string? Done { get; init; }
    public string? NameError { get; init; }
    public string NewEmail { get; init; } = "";
    public string? EmailError { get; init; }
}
