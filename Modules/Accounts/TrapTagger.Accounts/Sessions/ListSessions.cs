using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using TrapTagger.Platform.Data;
using TrapTagger.Platform.Html;
using TrapTagger.Platform.Identity;

namespace TrapTagger.Accounts;

/// <summary>Where a person is signed in, and how they end that from here.</summary>
internal static class ListSessions
{
    private const string List = """
        SELECT id, device, made_at, seen_at FROM session
        WHERE person_id = @person AND ended_at IS NULL AND seen_at > @idle AND made_at > @oldest
        ORDER BY seen_at DESC
        """;

    private const string IsOwn = "SELECT count(*) FROM session WHERE id = @id AND person_id = @person";

    internal static async Task<RazorComponentResult> Show(
        string? done, CurrentUser user, Db db, TimeProvider clock, HttpContext http)
    {
        var now = clock.GetUtcNow();
        await using var session = await db.OpenAsync(http.RequestAborted);
        var sessions = await session.QueryAsync<SessionModel>(
            List, new { person = user.Id, idle = now - Sessions.Idle, oldest = now - Sessions.Longest });
        var here = SessionCookie.Id(http.User);
        return Render.View<SessionsPage, SessionsModel>(
            new([.. sessions.Select(s => s with { IsHere = s.Id == here })]) { Done = Done.Say(done) });
    }

    /// <summary>One that has ended meanwhile has ended.</summary>
    internal static async Task<Results<SeeOther, NotFound>> End(
        long id, CurrentUser user, Db db, Sessions sessions, AuditLog audit, HttpContext http)
    {
        await using var work = await db.BeginAsync(http.RequestAborted);
        if (await work.ScalarAsync<long>(IsOwn, new { id, person = user.Id }) == 0)
        {
            return TypedResults.NotFound();
        }
        if (await sessions.EndAsync(work, id, user.Id))
        {
            await audit.WriteAsync(work, new("session.ended", new("person", user.Id)));
            await work.CommitAsync();
        }
        return new SeeOther("/account/sessions?done=session");
    }

    internal static async Task<SeeOther> EndAll(
        CurrentUser user, Db db, Sessions sessions, AuditLog audit, HttpContext http)
    {
        await using var work = await db.BeginAsync(http.RequestAborted);
        await sessions.EndAllAsync(work, user.Id);
        await audit.WriteAsync(work, new("sessions.ended", new("person", user.Id)));
        await work.CommitAsync();
        await SessionCookie.TakeAsync(http);
        return new("/sign-in?done=everywhere");
    }
}

public sealed record SessionsModel(IReadOnlyList<SessionModel> Sessions)
{
    public string? Done { get; init; }
}

public sealed record SessionModel
{
    public long Id { get; init; }
    public string Device { get; init; } = "";
    public DateTimeOffset MadeAt { get; init; }
    public DateTimeOffset SeenAt { get; init; }
    public bool IsHere { get; init; }
}
