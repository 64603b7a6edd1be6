using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using TrapTagger.Platform.Data;
using TrapTagger.Platform.Html;
using TrapTagger.Platform.Jobs;

namespace TrapTagger.Accounts;

/// <summary>Somebody forgot their password and asks for a link to choose another one.</summary>
internal static class ForgottenPassword
{
    internal static RazorComponentResult Show() => Page(new());

    /// <summary>
    /// The answer is the same whether or not the address is somebody's, and takes as long: a worker looks.
    /// </summary>
    internal static async Task<RazorComponentResult> Submit(
        [FromForm] string? email, UserManager<Person> people, Db db, JobQueue jobs, CancellationToken ct)
    {
        if (EmailRule.Tidy(email) is not { } address)
        {
            return Page(new(email ?? "", Error: EmailRule.Reject(email)), 422);
        }
        await using var work = await db.BeginAsync(ct);
        await jobs.EnqueueAsync(work, new SendResetLink(people.NormalizeEmail(address)), "people");
        await work.CommitAsync();
        return Page(new(address, IsSent: true));
    }

    private static RazorComponentResult Page(ForgottenPasswordModel model, int status = 200) =>
        Render.View<ForgottenPasswordPage, ForgottenPasswordModel>(model, status);
}

public sealed record ForgottenPasswordModel(string Email = "", bool IsSent = false, string? Error = null);
