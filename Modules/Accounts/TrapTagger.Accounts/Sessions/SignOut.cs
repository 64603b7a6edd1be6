using Microsoft.AspNetCore.Http;
using TrapTagger.Platform.Data;
using TrapTagger.Platform.Html;
using TrapTagger.Platform.Identity;

namespace TrapTagger.Accounts;

/// <summary>A person leaves: their session ends, and the cookie goes with them.</summary>
internal static class SignOut
{
    internal static async Task<SeeOther> Submit(HttpContext http, Sessions sessions, Db db, AuditLog audit)
    {
        if (CurrentUser.From(http.User) is { } user)
        {
            if (user.IsActing)
            {
                await ActAs.StopAsync(user, http, db, audit);
            }
            await sessions.EndAsync(SessionCookie.Id(http.User), user.SignedInAs, http.RequestAborted);
        }
        await SessionCookie.TakeAsync(http);
        return new("/sign-in");
    }
}
