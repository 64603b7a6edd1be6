using TrapTagger.Platform.Identity;
using TrapTagger.Platform.Mail;

namespace TrapTagger.Accounts;

/// <summary>What somebody reads whom an organisation invites.</summary>
internal static class InvitationLetters
{
    internal static Letter Invited(string email, Role role, CurrentUser user, SiteAddress site) => new(
        email, $"{user.OrganisationName} invites you to TrapTagger", "",
        [
            $"{user.Name} invites you to work with {user.OrganisationName} on TrapTagger, where photographs of camera "
                + $"traps are labelled. Your role there would be {RoleWords.Title(role).ToLowerInvariant()}: somebody "
                + $"who {RoleWords.Meaning(role)}.",
            $"Sign in, or sign up with this address ({email}), and accept or decline.",
        ],
        new("See the invitation", site.Of("/invitations"), IsSecret: false))
    {
        Closing = ["The invitation is open for two weeks. If you don't know them, do nothing."],
    };
}
