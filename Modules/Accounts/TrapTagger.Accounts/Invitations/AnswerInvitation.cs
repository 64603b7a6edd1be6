using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using TrapTagger.Platform.Data;
using TrapTagger.Platform.Html;
using TrapTagger.Platform.Identity;

namespace TrapTagger.Accounts;

/// <summary>
/// Whoever was invited accepts or declines, once: the second window reads what became of it. It is theirs when it went
/// to the address of their account.
/// </summary>
internal static class AnswerInvitation
{
    private const string Gone =
        "That invitation is no longer open: it was answered, withdrawn or has expired. Ask them for another one.";

    private const string Find = """
        SELECT i.organisation_id, i.role, i.may_create, i.may_delete, i.may_label, o.name AS organisation,
            o.suspended_at IS NULL AND o.deleted_at IS NULL AS is_open
        FROM invitation i JOIN organisation o ON o.id = i.organisation_id
        JOIN person me ON me.normalized_email = i.normalized_email
        WHERE i.id = @id AND me.id = @person
        """;

    private const string Settle = """
        UPDATE invitation SET state = @state, settled_at = @now WHERE id = @id AND state = 'open' AND expires_at > @now
        """;

    private const string FindMember =
        "SELECT count(*) FROM membership WHERE organisation_id = @OrganisationId AND person_id = @person";

    private const string Join = """
        INSERT INTO membership (organisation_id, person_id, role, may_create, may_delete, may_label)
        VALUES (@OrganisationId, @person, @Role, @MayCreate, @MayDelete, @MayLabel)
        """;

    internal static Task<Results<SeeOther, RazorComponentResult, NotFound>> Accept(
        long id, CurrentUser user, InvitationsDesk desk, CancellationToken ct) =>
        AnswerAsync(id, "accepted", user, desk, ct);

    internal static Task<Results<SeeOther, RazorComponentResult, NotFound>> Decline(
        long id, CurrentUser user, InvitationsDesk desk, CancellationToken ct) =>
        AnswerAsync(id, "declined", user, desk, ct);

    private static async Task<Results<SeeOther, RazorComponentResult, NotFound>> AnswerAsync(
        long id, string state, CurrentUser user, InvitationsDesk desk, CancellationToken ct)
    {
        await using (var work = await desk.Db.BeginAsync(ct))
        {
            if (await work.FindAsync<Found>(Find, new { id, person = user.Id }) is not { } found)
            {
                return TypedResults.NotFound();
            }
            if (found.IsOpen)
            {
                await OrganisationLock.TakeAsync(work, found.OrganisationId);
                if (await work.ExecuteAsync(Settle, new { id, state, now = desk.Clock.GetUtcNow() }) == 1)
                {
                    await SettledAsync(work, found, state, user, desk);
                    await work.CommitAsync();
                    return new SeeOther(state == "accepted" ? "/surveys" : "/invitations");
                }
            }
        }
        var open = await ListInvitations.FindAsync(user.Id, desk.Db, desk.Clock, ct);
        return Render.View<InvitationsPage, InvitationsModel>(new(open, Gone), StatusCodes.Status409Conflict);
    }

    private static async Task SettledAsync(
        DbSession work, Found found, string state, CurrentUser user, InvitationsDesk desk)
    {
        var person = user.Id;
        var member = new
        {
            found.OrganisationId, person, found.Role, found.MayCreate, found.MayDelete, found.MayLabel,
        };
        // Somebody who was let in otherwise meanwhile keeps what they have.
        if (state == "accepted" && await work.ScalarAsync<long>(FindMember, member) == 0)
        {
            await work.ExecuteAsync(Join, member);
        }
        await desk.Audit.WriteAsync(
            work, new($"member.invitation-{state}", new("person", person)) { Organisation = found.OrganisationId });
        await desk.Notices.HandleAsync(
            new OrganisationTold(
                found.OrganisationId, "admin", $"{user.Name} has {state} the invitation of {found.Organisation}.",
                "/organisation")
            {
                About = person, But = person,
            },
            work);
    }

    private sealed record Found
    {
        public long OrganisationId { get; init; }
        public string Organisation { get; init; } = "";

        /// <summary>Whether the organisation takes anybody in.</summary>
        public bool IsOpen { get; init; }

        public string Role { get; init; } = "";
        public bool MayCreate { get; init; }
        public bool MayDelete { get; init; }
        public bool MayLabel { get; init; }
    }
}
