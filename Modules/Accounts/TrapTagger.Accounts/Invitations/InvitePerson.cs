using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using TrapTagger.Platform.Coordination;
using TrapTagger.Platform.Data;
using TrapTagger.Platform.Html;
using TrapTagger.Platform.Identity;
using TrapTagger.Platform.Mail;

namespace TrapTagger.Accounts;

/// <summary>
/// An administrator invites somebody by e-mail address, which is also a person's user name: a letter goes there, and
/// whoever has an account with that address finds the invitation in the app, too.
/// </summary>
internal static class InvitePerson
{
    internal static readonly TimeSpan Lifetime = TimeSpan.FromDays(14);

    /// <summary>To one address, whoever invites: it is asked before anything is kept.</summary>
    internal const int MostAnHour = 3;

    /// <summary>By one organisation: a whole course fits.</summary>
    internal const int MostADay = 100;

    private const string FindMember = """
        SELECT count(*) FROM membership m JOIN person p ON p.id = m.person_id
        WHERE m.organisation_id = @Organisation AND p.normalized_email = @normalized
        """;

    // A newer invitation takes the place of an open one to the same address.
    private const string Replace = """
        UPDATE invitation SET state = 'withdrawn', settled_at = @now
        WHERE organisation_id = @Organisation AND normalized_email = @normalized AND state = 'open'
        """;

    private const string FindPerson = "SELECT id FROM person WHERE normalized_email = @normalized";

    private const string Add = """
        INSERT INTO invitation (id, organisation_id, email, normalized_email, role, may_create, may_delete, may_label,
            invited_by, invited_at, expires_at, state)
        VALUES (@id, @Organisation, @email, @normalized, @role, @MayCreate, @MayDelete, @MayLabel,
            @person, @now, @expires, 'open')
        """;

    internal static async Task<Results<SeeOther, RazorComponentResult>> Submit(
        [FromForm] string? email, [AsParameters] RightsForm form, CurrentUser user, InvitationsDesk desk,
        CancellationToken ct)
    {
        if ((Reject(email, form) ?? await RejectManyAsync(email, user, desk)) is { } reason)
        {
            return await AgainAsync(reason);
        }
        var address = EmailRule.Tidy(email)!;
        var normalized = desk.Normalizer.NormalizeEmail(address);
        var id = await desk.Ids.NextAsync("invitation", ct);
        await using var work = await desk.Db.BeginAsync(ct);
        await OrganisationLock.TakeAsync(work, user.Organisation);
        if (await work.ScalarAsync<long>(FindMember, new { user.Organisation, normalized }) > 0)
        {
            return await AgainAsync($"{address} belongs to {user.OrganisationName} already: change their role above.");
        }
        await WriteAsync(work, new(id, address, normalized, form.Given!), user, desk);
        await work.CommitAsync();
        return new SeeOther("/organisation");

        async Task<RazorComponentResult> AgainAsync(string error)
        {
            var given = form.Given is { } rights ? MembershipModel.Of(rights) : new();
            var model = await ListMembers.LoadAsync(user, 0, desk.Db, desk.Clock, ct);
            return Render.View<MembersPage, MembersModel>(
                model with { Invite = new(email?.Trim() ?? "", given, error) },
                StatusCodes.Status422UnprocessableEntity);
        }
    }

    private static async Task WriteAsync(DbSession work, Invited invited, CurrentUser user, InvitationsDesk desk)
    {
        var now = desk.Clock.GetUtcNow();
        var (id, email, normalized, given) = invited;
        await work.ExecuteAsync(Replace, new { user.Organisation, normalized, now });
        await work.ExecuteAsync(Add, new
        {
            id, user.Organisation, email, normalized, role = RoleWords.Key(given.Role), given.MayCreate,
            given.MayDelete, given.MayLabel, person = user.Id, now, expires = now + Lifetime,
        });
        await desk.Mailer.SendAsync(work, InvitationLetters.Invited(email, given.Role, user, desk.Address));
        await desk.Audit.WriteAsync(work, new("member.invited", new("invitation", id))
        {
            Organisation = user.Organisation, Details = new { role = RoleWords.Key(given.Role) },
        });
        if (await work.ScalarAsync<long?>(FindPerson, new { normalized }) is { } person)
        {
            await desk.Notices.HandleAsync(
                new PersonTold(person, $"{user.OrganisationName} invites you.", "/invitations"), work);
        }
    }

    private static string? Reject(string? email, RightsForm form) =>
        EmailRule.Reject(email) ?? (form.Given is null ? "Choose one of the roles." : null);

    /// <summary>Each is a letter to somebody who may not want it, with names that the sender chose.</summary>
    private static async Task<string?> RejectManyAsync(string? email, CurrentUser user, InvitationsDesk desk)
    {
        var address = EmailRule.Tidy(email)!;
        var now = desk.Clock.GetUtcNow().UtcDateTime;
        var hash = OneTimeToken.Hash(desk.Normalizer.NormalizeEmail(address));
        if (await desk.Coordination.CountAsync($"invitation/{hash}/{now:yyyyMMddHH}", TimeSpan.FromHours(1))
            > MostAnHour)
        {
            return $"{MostAnHour} letters of invitation went to {address} within an hour: wait until the next one.";
        }
        return await desk.Coordination.CountAsync(
            $"invitations/{user.Organisation}/{now:yyyyMMdd}", TimeSpan.FromDays(1)) > MostADay
            ? $"{user.OrganisationName} has invited {MostADay} people today: go on tomorrow."
            : null;
    }

    private sealed record Invited(long Id, string Email, string Normalized, Membership Given);
}

/// <summary>What inviting takes, as one parameter.</summary>
internal sealed record InvitationsDesk(
    Db Db, Ids Ids, AuditLog Audit, Notices Notices, IMailer Mailer, SiteAddress Address,
    ILookupNormalizer Normalizer, ICoordination Coordination, TimeProvider Clock);
