using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using TrapTagger.Platform.Data;
using TrapTagger.Platform.Html;

namespace TrapTagger.Accounts;

/// <summary>Somebody forgot their password and asks for a link to choose another one.</summary>
internal static class ForgottenPassword
{
    internal static RazorComponentResult Show() => Page(new());

    /// <summary>The answer is the same whether or not the address is somebody's.</summary>
    internal static async Task<RazorComponentResult> Submit(
        [FromForm] string? email, UserManager<Person> people, Db db, PasswordLinks links, AccountLetters letters,
        CancellationToken ct)
    {
        if (EmailRule.Tidy(email) is not { } address)
        {
            return Page(new(email ?? "", Error: EmailRule.Reject(email)), 422);
        }
        if (await people.FindByEmailAsync(address) is { } person)
        {
            await using var work = await db.BeginAsync(ct);
            if (await links.IssueAsync(work, person.Id) is { } token)
            {
                await letters.ResetAsync(work, person, token);
            }
            await work.CommitAsync();
        }
        return Page(new(address, IsSent: true));
    }

    private static RazorComponentResult Page(ForgottenPasswordModel model, int status = 200) =>
        Render.View<ForgottenPasswordPage, ForgottenPasswordModel>(model, status);
}

public sealed record ForgottenPasswordModel(string Email = "", bool IsSent = false, string? Error = null);
