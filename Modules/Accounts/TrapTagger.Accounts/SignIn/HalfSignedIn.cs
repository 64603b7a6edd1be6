using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;

namespace TrapTagger.Accounts;

/// <summary>
/// Somebody whose password was right and who has yet to give a code: a protected cookie that lasts five minutes.
/// </summary>
/// <param name="Stamp">The person's at that moment: a password changed meanwhile makes the cookie worthless.</param>
/// <param name="Subject">What their attempts are counted by.</param>
internal sealed record HalfSignedIn(long Person, string Stamp, string Subject, string ReturnUrl)
{
    private static readonly string Scheme = IdentityConstants.TwoFactorUserIdScheme;

    internal static Task KeepAsync(HttpContext http, HalfSignedIn half) => http.SignInAsync(Scheme, new(
        new ClaimsIdentity(
            [
                new(ClaimTypes.NameIdentifier, half.Person.ToString(CultureInfo.InvariantCulture)),
                new("stamp", half.Stamp),
                new("subject", half.Subject),
                new("return", half.ReturnUrl),
            ],
            Scheme)));

    public static async ValueTask<HalfSignedIn?> BindAsync(HttpContext http)
    {
        var found = await http.AuthenticateAsync(Scheme);
        return found.Principal is { } p && p.FindFirstValue("subject") is { } subject
            ? new(
                long.Parse(p.FindFirstValue(ClaimTypes.NameIdentifier)!, CultureInfo.InvariantCulture),
                p.FindFirstValue("stamp")!, subject, p.FindFirstValue("return")!)
            : null;
    }

    internal static Task ForgetAsync(HttpContext http) => http.SignOutAsync(Scheme);
}
