using Microsoft.AspNetCore.Identity;
using TrapTagger.Platform.Html;

namespace TrapTagger.Accounts;

/// <summary>A person leaves; the cookie goes with them.</summary>
internal static class SignOut
{
    internal static async Task<SeeOther> Submit(SignInManager<Person> signIn)
    {
        await signIn.SignOutAsync();
        return new("/sign-in");
    }
}
