using TrapTagger.Platform.Mail;

namespace TrapTagger.Accounts;

/// <summary>What people read about how they sign in, and about somebody who tried to.</summary>
internal static class SecurityLetters
{
    private const string NotYou =
        "If this was not you, choose a new password now: that also signs you out everywhere, and removes passkeys and "
        + "tokens for scripts.";

    internal static Letter LockedOut(Person person) => new(
        person.Email, "Somebody could not sign in to your TrapTagger account", person.Name,
        [
            "A wrong password was given for your account several times, so signing in has to wait a while, longer with "
                + "each further try. Browsers in which you signed in before need not wait, nor does a passkey.",
            "If it was not you, your account is safe: nobody got in.",
        ]);

    internal static Letter NewDevice(Person person, string device, SiteAddress site) => new(
        person.Email, "A new sign-in to your TrapTagger account", person.Name,
        [
            $"Somebody signed in to your account with a browser that you had not used before: {device}.",
            "If it was you, all is well.", NotYou,
        ],
        ChooseNew(site));

    internal static Letter Reset(Person person, string token, SiteAddress site) => new(
        person.Email, "Choose a new TrapTagger password", person.Name,
        [
            "You, or somebody else, asked for a new password for your account. The link works once, for "
                + $"{PasswordLinks.Lifetime.TotalMinutes:0} minutes.",
            "If it was not you, leave this letter alone: nothing changes.",
        ],
        new("Choose a new password", site.Of($"/reset/{token}")));

    internal static Letter PasswordChanged(Person person, SiteAddress site) => new(
        person.Email, "Your TrapTagger password was changed", person.Name,
        ["The password of your account was changed just now, and every other browser was signed out.", NotYou],
        ChooseNew(site));

    internal static Letter PasswordReset(Person person, SiteAddress site) => new(
        person.Email, "Your TrapTagger password was changed", person.Name,
        [
            "A new password was chosen for your account just now, by a link that was sent to this address. Every "
                + "browser was signed out, passkeys were removed, and tokens for scripts no longer work: add again "
                + "those that you need. A second factor stays as it was.",
            NotYou,
        ],
        ChooseNew(site));

    internal static Letter CredentialsChanged(Person person, string what, SiteAddress site) => new(
        person.Email, "How you sign in to TrapTagger was changed", person.Name, [what, NotYou], ChooseNew(site));

    private static LetterButton ChooseNew(SiteAddress site) =>
        new("Choose a new password", site.Of("/forgotten"), IsSecret: false);
}
