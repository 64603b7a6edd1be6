using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using TrapTagger.Platform.Html;

namespace TrapTagger.Accounts;

/// <summary>
/// A person signs in with a passkey alone: the device has seen to it that it is them, which is a second factor itself.
/// </summary>
internal static class SignInWithPasskey
{
    internal static async Task<ContentHttpResult> Options(Passkeys passkeys) =>
        TypedResults.Content(await passkeys.AskAsync(), "application/json");

    internal static async Task<Results<SeeOther, RazorComponentResult>> Submit(
        [FromForm] string? credential, [FromForm] string? returnUrl, Passkeys passkeys, Admission admission,
        HttpContext http)
    {
        if (await passkeys.FindPersonAsync(http, credential) is not { } person)
        {
            return Render.View<SignInPage, SignInModel>(new("", returnUrl, Passkeys.Refused), 422);
        }
        await admission.AdmitAsync(http, person, by: "passkey");
        return new SeeOther(SignIn.Local(returnUrl));
    }
}
