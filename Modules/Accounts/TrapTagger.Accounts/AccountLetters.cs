using TrapTagger.Platform.Data;
using TrapTagger.Platform.Mail;

namespace TrapTagger.Accounts;

/// <summary>What people hear about their account by mail.</summary>
internal sealed class AccountLetters(IMailer mailer, SiteAddress site)
{
    private const string Forgotten = "/forgotten";

    private const string NotYou =
        "If this was not you, choose a new password now: that also signs you out everywhere, and removes passkeys and "
        + "tokens for scripts.";

    internal Task LockedOutAsync(DbSession work, Person person) => SendAsync(
        work, person.Email, person.Name, "Somebody could not sign in to your TrapTagger account",
        ["A wrong password was given for your account several times, so signing in has to wait a while, longer with "
            + "each further try. Browsers in which you signed in before need not wait, nor does a passkey.",
            "If it was not you, your account is safe: nobody got in."]);

    internal Task NewDeviceAsync(DbSession work, Person person, string device) => SendAsync(
        work, person.Email, person.Name, "A new sign-in to your TrapTagger account",
        [$"Somebody signed in to your account with a browser that you had not used before: {device}.",
            "If it was you, all is well.", NotYou],
        ("Choose a new password", Forgotten));

    internal Task ResetAsync(DbSession work, Person person, string token) => SendAsync(
        work, person.Email, person.Name, "Choose a new TrapTagger password",
        ["You, or somebody else, asked for a new password for your account. The link works once, for "
            + $"{PasswordLinks.Lifetime.TotalMinutes:0} minutes.",
            "If it was not you, leave this letter alone: nothing changes."],
        ("Choose a new password", $"/reset/{token}"));

    internal Task PasswordChangedAsync(DbSession work, Person person) => SendAsync(
        work, person.Email, person.Name, "Your TrapTagger password was changed",
        ["The password of your account was changed just now, and every other browser was signed out.", NotYou],
        ("Choose a new password", Forgotten));

    internal Task PasswordResetAsync(DbSession work, Person person) => SendAsync(
        work, person.Email, person.Name, "Your TrapTagger password was changed",
        ["A new password was chosen for your account just now, by a link that was sent to this address. Every browser "
            + "was signed out, passkeys were removed, and tokens for scripts work no more: add again those that you "
            + "need. A second factor stays as it was.", NotYou],
        ("Choose a new password", Forgotten));

    internal Task CredentialsChangedAsync(DbSession work, Person person, string what) => SendAsync(
        work, person.Email, person.Name, "How you sign in to TrapTagger was changed", [what, NotYou],
        ("Choose a new password", Forgotten));

    internal Task AgreeWithOldAddressAsync(DbSession work, Person person, string email, string token) => SendAsync(
        work, person.Email, person.Name, "Your TrapTagger account shall get another e-mail address",
        [$"Your account shall get the address {email}. It changes once you agree here and there. Open the link to "
            + "agree or to refuse; it works for a day."],
        ("Agree or refuse", $"/e-mail/{token}"));

    internal Task AgreeWithNewAddressAsync(DbSession work, Person person, string email, string token) => SendAsync(
        work, email, person.Name, "Is this your e-mail address?",
        [$"{person.Name} wants to use this address to sign in to TrapTagger. If that is you, open the link and agree; "
            + "it works for a day.", "If you know nothing about it, leave this letter alone: nothing changes."],
        ("Agree", $"/e-mail/{token}"));

    internal async Task AddressChangedAsync(DbSession work, Person person, string before)
    {
        string[] paragraphs = [$"You now sign in to TrapTagger with {person.Email}, and no longer with {before}."];
        await SendAsync(work, before, person.Name, "Your TrapTagger account has another e-mail address", paragraphs);
        await SendAsync(
            work, person.Email, person.Name, "Your TrapTagger account has another e-mail address", paragraphs);
    }

    private Task SendAsync(
        DbSession work, string to, string name, string subject, string[] paragraphs,
        (string Text, string Path)? button = null) => mailer.SendAsync(work, new(
            to, subject, name, paragraphs, button is { } go
                ? new LetterButton(go.Text, site.Of(go.Path), IsSecret: go.Path != Forgotten)
                : null));
}
