using TrapTagger.Platform.Data;
using TrapTagger.Platform.Identity;

namespace TrapTagger.Accounts;

/// <summary>What changing who belongs to an organisation takes, as one parameter.</summary>
internal sealed record MembersDesk(Db Db, AuditLog Audit, Notices Notices, TimeProvider Clock)
{
    internal const string LastOne =
        "This is the organisation's last administrator: make somebody else one first.";

    internal async Task TellChangedAsync(DbSession work, CurrentUser user, long person, Membership given)
    {
        await Audit.WriteAsync(work, new("member.changed", new("person", person))
        {
            Organisation = user.Organisation,
            Details = new { role = RoleWords.Key(given.Role), given.MayCreate, given.MayDelete, given.MayLabel },
        });
        await Notices.HandleAsync(
            new PersonTold(
                person, $"In {user.OrganisationName} you are now {RoleWords.Title(given.Role).ToLowerInvariant()}."),
            work);
    }

    internal Task TellAccessAsync(DbSession work, CurrentUser user, long survey, string verb, object details) =>
        Audit.WriteAsync(work, new(verb, new("survey", survey))
        {
            Organisation = user.Organisation, Details = details,
        });

    internal async Task TellRemovedAsync(DbSession work, CurrentUser user, long person)
    {
        await Audit.WriteAsync(work, new("member.removed", new("person", person)) { Organisation = user.Organisation });
        await Notices.HandleAsync(new PersonTold(person, $"You no longer belong to {user.OrganisationName}."), work);
    }
}
