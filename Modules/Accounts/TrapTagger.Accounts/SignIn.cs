using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using TrapTagger.Platform.Data;
using TrapTagger.Platform.Html;
using TrapTagger.Platform.Mail;

namespace TrapTagger.Accounts;

/// <summary>A person proves who they are by e-mail address and password.</summary>
internal static class SignIn
{
    private const string Wrong = "The e-mail address or the password is wrong.";

    private static readonly string Closed =
        $"Too many failed attempts. Wait {SignInAttempts.Pause.TotalMinutes:0} minutes, then try again.";

    internal static RazorComponentResult Show(string? returnUrl) => Page(new("", returnUrl));

    internal static async Task<Results<SeeOther, RazorComponentResult>> Submit(
        [FromForm] string? email, [FromForm] string? password, [FromForm] string? returnUrl,
        SignInManager<Person> signIn, SignInAttempts attempts, Db db, IMailer mailer, CancellationToken ct)
    {
        var model = new SignInModel(email ?? "", returnUrl);
        if (string.IsNullOrWhiteSpace(email) || string.IsNullOrEmpty(password))
        {
            return Page(model with { Error = "Give your e-mail address and your password." }, 422);
        }
        if (await signIn.UserManager.FindByEmailAsync(EmailRule.Tidy(email) ?? "") is not { } person)
        {
            // As slow as a wrong password: the time must not tell which addresses exist.
            signIn.UserManager.PasswordHasher.HashPassword(new(), password);
            return Page(model with { Error = Wrong }, 422);
        }

        var attempt = await attempts.BeginAsync(person.Id, ct);
        if (attempt == SignInAttempt.Refused)
        {
            return Page(model with { Error = Closed }, 422);
        }
        var result = await signIn.PasswordSignInAsync(person, password, isPersistent: true, lockoutOnFailure: false);
        if (result.Succeeded)
        {
            await attempts.ForgetAsync(person.Id, ct);
            return new SeeOther(Local(returnUrl));
        }
        if (attempt == SignInAttempt.Last)
        {
            await using var work = await db.BeginAsync(ct);
            await mailer.SendAsync(work, LockedOut(person));
            await work.CommitAsync();
            return Page(model with { Error = Closed }, 422);
        }
        return Page(model with { Error = Wrong }, 422);
    }

    /// <summary>Only a path of this site: a sign-in page that sends people elsewhere is a phishing tool.</summary>
    internal static string Local(string? url) =>
        url is ['/', ..] and not (['/', '/', ..] or ['/', '\\', ..]) && !url.Any(char.IsControl) ? url : "/";

    private static Letter LockedOut(Person person) => new(
        person.Email,
        "Somebody could not sign in to your TrapTagger account",
        person.Name,
        [
            "A wrong password was given for your account several times, so signing in is closed for a few minutes.",
            "If it was you, wait and try again. If it was not, your account is safe: nobody got in.",
        ]);

    private static RazorComponentResult Page(SignInModel model, int status = 200) =>
        Render.View<SignInPage, SignInModel>(model, status);
}

public sealed record SignInModel(string Email, string? ReturnUrl, string? Error = null);
