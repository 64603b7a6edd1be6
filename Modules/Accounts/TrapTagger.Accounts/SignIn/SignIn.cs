using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using TrapTagger.Platform.Html;

namespace TrapTagger.Accounts;

/// <summary>A person proves who they are by e-mail address and password.</summary>
internal static class SignIn
{
    private const string Wrong = "The e-mail address or the password is wrong.";

    private const string FullAddress =
        "Too many attempts from your network. Wait for the next full hour, use a passkey, or a browser in which you "
        + "signed in before.";

    internal static RazorComponentResult Show(string? returnUrl, string? done) =>
        Page(new("", returnUrl) { Notice = NoticeOf(done) });

    internal static async Task<Results<SeeOther, RazorComponentResult>> Submit(
        [AsParameters] SignInForm form, SignInDesk desk, HttpContext http)
    {
        var model = new SignInModel(form.Email ?? "", form.ReturnUrl);
        if (string.IsNullOrWhiteSpace(form.Email) || string.IsNullOrEmpty(form.Password))
        {
            return Page(model with { Error = "Give your e-mail address and your password." }, 422);
        }
        var ct = http.RequestAborted;
        var person = await desk.People.FindByEmailAsync(EmailRule.Tidy(form.Email) ?? "");
        var device = person is null ? null : await desk.Devices.FindAsync(http, person.Id);
        if (device is null && await desk.Attempts.IsTooManyAsync(http))
        {
            return Page(model with { Error = FullAddress }, 422);
        }

        var subject = SubjectOf(form.Email, person, device);
        var attempt = await desk.Attempts.BeginAsync(subject, ct);
        if (!attempt.MayTry)
        {
            return Page(model with { Error = attempt.Refusal }, 422);
        }
        if (!await desk.Password.IsRightAsync(person, form.Password))
        {
            await TellAsync(desk, person, attempt, ct);
            return Page(model with { Error = attempt.Wait > TimeSpan.Zero ? attempt.Refusal : Wrong }, 422);
        }
        if (await desk.Factors.IsOnAsync(person!.Id, ct))
        {
            // What failed still counts: the password alone is not who they are, and guesses at the code may follow.
            await TellAsync(desk, person, attempt, ct);
            await HalfSignedIn.KeepAsync(http, new(person.Id, person.SecurityStamp, subject, Local(form.ReturnUrl)));
            return new SeeOther("/sign-in/second-factor");
        }
        await desk.Attempts.ForgetAsync(subject, ct);
        await desk.Admission.AdmitAsync(http, person, by: "password");
        return new SeeOther(Local(form.ReturnUrl));
    }

    /// <summary>Only a path of this site: a sign-in page that sends people elsewhere is a phishing tool.</summary>
    internal static string Local(string? url) =>
        url is ['/', ..] and not (['/', '/', ..] or ['/', '\\', ..]) && !url.Any(char.IsControl) ? url : "/";

    /// <summary>Tells the owner once that somebody, perhaps they themselves, can't get in.</summary>
    internal static async Task TellAsync(SignInDesk desk, Person? person, SignInAttempt attempt, CancellationToken ct)
    {
        if (person is not null && attempt.IsFirstOfMany)
        {
            await using var work = await desk.Db.BeginAsync(ct);
            await desk.Audit.WriteAsync(work, new("sign-in.closed", new("person", person.Id)));
            await desk.Letters.LockedOutAsync(work, person);
            await work.CommitAsync();
        }
    }

    private static string SubjectOf(string email, Person? person, string? device) =>
        device is null ? AttemptSubject.Of(email) : AttemptSubject.Of(device, person!.Id);

    private static string? NoticeOf(string? done) => done switch
    {
        "password" => "Your password is changed. Sign in with the new one.",
        "everywhere" => "You are signed out everywhere.",
        "deleted" => "Your account is deleted. Thank you for all that you did.",
        _ => null,
    };

    private static RazorComponentResult Page(SignInModel model, int status = 200) =>
        Render.View<SignInPage, SignInModel>(model, status);
}

internal sealed record SignInForm
{
    [FromForm] public string? Email { get; init; }
    [FromForm] public string? Password { get; init; }
    [FromForm] public string? ReturnUrl { get; init; }
}

public sealed record SignInModel(string Email, string? ReturnUrl, string? Error = null)
{
    public string? Notice { get; init; }
}
