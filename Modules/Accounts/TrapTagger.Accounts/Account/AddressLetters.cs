using TrapTagger.Platform.Mail;

namespace TrapTagger.Accounts;

/// <summary>What people read while the address they sign in with changes, and when their account is gone.</summary>
internal static class AddressLetters
{
    internal static Letter AgreeWithOld(Person person, string email, string token, SiteAddress site) => new(
        person.Email, "Another e-mail address for your TrapTagger account", person.Name,
        [
            $"Somebody, hopefully you, wants to sign in to your account with {email} instead of this address. It "
                + "changes once you agree both here and there. Open the link to agree or to refuse; it works for a "
                + "day.",
        ],
        new("Agree or refuse", site.Of($"/e-mail/{token}")));

    /// <summary>No word that the person chose: it may be somebody else's address.</summary>
    internal static Letter AgreeWithNew(string email, string token, SiteAddress site) => new(
        email, "Is this your e-mail address?", "",
        [
            "Somebody, hopefully you, wants to sign in to TrapTagger with this address from now on. If that is you, "
                + "open the link and agree; it works for a day.",
            "If you know nothing about it, leave this letter alone: nothing changes.",
        ],
        new("Agree", site.Of($"/e-mail/{token}")));

    /// <param name="to">The new address or the one before.</param>
    internal static Letter Changed(Person person, string before, string to) => new(
        to, "Your TrapTagger account has another e-mail address", person.Name,
        [$"You now sign in to TrapTagger with {person.Email}, and no longer with {before}."]);

    internal static Letter Farewell(Person person) => new(
        person.Email, "Your account is deleted", person.Name,
        [
            "You deleted your account. Your name, this address and all that you signed in with are removed.",
            "What you labelled stays with its organisations, under a pseudonym. This is the last letter to you.",
        ]);
}
