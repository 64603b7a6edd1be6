using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using TrapTagger.Platform.Html;

namespace TrapTagger.Accounts;

/// <summary>After the password: a code of the person's authenticator app, or one of those they wrote down.</summary>
internal static class GiveSecondFactor
{
    internal const string Wrong =
        "This code is wrong or was used. Take the newest one of your app, or a recovery code that is left.";

    internal static Results<RazorComponentResult, SeeOther> Show(HalfSignedIn? half) =>
        half is null ? new SeeOther("/sign-in") : Page(new());

    internal static async Task<Results<SeeOther, RazorComponentResult>> Submit(
        [FromForm] string? code, HalfSignedIn? half, SignInDesk desk, HttpContext http)
    {
        var ct = http.RequestAborted;
        if (half is null
            || await desk.People.FindByIdAsync($"{half.Person}") is not { } person
            || person.SecurityStamp != half.Stamp)
        {
            return new SeeOther("/sign-in");
        }
        if (string.IsNullOrWhiteSpace(code))
        {
            return Page(new("Give the code that your app shows."), 422);
        }

        var attempt = await desk.Attempts.BeginAsync(half.Subject, ct);
        if (!attempt.MayTry)
        {
            return Page(new(attempt.Refusal), 422);
        }
        if (!await desk.Factors.TakeAsync(person.Id, code, ct))
        {
            await SignIn.TellAsync(desk, person, attempt, ct);
            return Page(new(attempt.Wait > TimeSpan.Zero ? attempt.Refusal : Wrong), 422);
        }
        await HalfSignedIn.ForgetAsync(http);
        await desk.Attempts.ForgetAsync(half.Subject, ct);
        await desk.Admission.AdmitAsync(http, person, by: "password and code");
        return new SeeOther(half.ReturnUrl);
    }

    private static RazorComponentResult Page(SecondFactorModel model, int status = 200) =>
        Render.View<SecondFactorPage, SecondFactorModel>(model, status);
}

public sealed record SecondFactorModel(string? Error = null);
