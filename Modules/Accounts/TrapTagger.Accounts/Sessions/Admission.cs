using Microsoft.AspNetCore.Http;
using TrapTagger.Platform.Data;
using TrapTagger.Platform.Identity;

namespace TrapTagger.Accounts;

/// <summary>Lets a person in who has shown who they are, however they did that.</summary>
internal sealed class Admission(
    Db db, Ids ids, Sessions sessions, KnownDevices devices, AccountLetters letters, AuditLog audit)
{
    /// <param name="by">What they showed, for the log.</param>
    internal async Task AdmitAsync(HttpContext http, Person person, string by)
    {
        var device = DeviceWords.Of(http.Request.Headers.UserAgent);
        var id = await ids.NextAsync("session", http.RequestAborted);
        if (CurrentUser.From(http.User) is { } before)
        {
            await sessions.EndAsync(SessionCookie.Id(http.User), before.SignedInAs, http.RequestAborted);
        }

        await using var work = await db.BeginAsync(http.RequestAborted);
        var cookie = await sessions.StartAsync(work, id, person.Id, device);
        if (await devices.WelcomeAsync(work, http, person.Id))
        {
            await letters.NewDeviceAsync(work, person, device);
        }
        await audit.WriteAsync(
            work, new("signed-in", new("person", person.Id)) { Person = person.Id, Details = new { by, device } });
        await work.CommitAsync();

        await SessionCookie.GiveAsync(http, person.Id, cookie);
    }
}
