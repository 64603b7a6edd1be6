using TrapTagger.Platform.Data;
using TrapTagger.Platform.Identity;

namespace TrapTagger.Accounts;

/// <summary>What changing who belongs to an organisation takes, as one parameter.</summary>
internal sealed record MembersDesk(Db Db, AuditLog Audit, Notices Notices, TimeProvider Clock)
{
    internal const string LastOne =
        "This is the organisation's last administrator: make somebody else one first.";

    internal async Task TellChangedAsync(DbSession work, CurrentUser user, MemberModel member, Membership given)
    {
        await Audit.WriteAsync(work, new("member.changed", new("person", member.Id))
        {
            Organisation = user.Organisation,
            Details = new { role = RoleWords.Key(given.Role), given.MayCreate, given.MayDelete, given.MayLabel },
        });
        var role = RoleWords.Title(given.Role).ToLowerInvariant();
        await Notices.HandleAsync(
            new PersonTold(member.Id, $"In {user.OrganisationName} your role is now {role}."), work);
        await TellAdministratorsAsync(
            work, user, member.Id, $"{member.Name} is now {role} in {user.OrganisationName}.", "/organisation");
    }

    /// <summary>The others who decide in the organisation, not whoever has just decided.</summary>
    /// <param name="about">Whom the sentence names.</param>
    internal Task TellAdministratorsAsync(DbSession work, CurrentUser user, long about, string text, string href) =>
        Notices.HandleAsync(
            new OrganisationTold(user.Organisation, "admin", text, href) { About = about, But = user.Id }, work);

    internal Task TellAccessAsync(DbSession work, CurrentUser user, long survey, string verb, object details) =>
        Audit.WriteAsync(work, new(verb, new("survey", survey))
        {
            Organisation = user.Organisation, Details = details,
        });

    internal async Task TellRemovedAsync(DbSession work, CurrentUser user, MemberModel member)
    {
        await Audit.WriteAsync(
            work, new("member.removed", new("person", member.Id)) { Organisation = user.Organisation });
        await Notices.HandleAsync(
            new PersonTold(member.Id, $"You no longer belong to {user.OrganisationName}."), work);
        await TellAdministratorsAsync(
            work, user, member.Id, $"{member.Name} no longer belongs to {user.OrganisationName}.", "/organisation");
    }
}
