using TrapTagger.Platform.Mail;

namespace TrapTagger.Accounts;

/// <summary>
/// What the owner of an address reads with which somebody signed up. No word that the sender chose: or anybody could
/// have us write what they like to whom they like.
/// </summary>
internal static class SignUpLetters
{
    internal static Letter Unknown(string email, string token, SiteAddress site) => new(
        email, "Finish signing up to TrapTagger", "",
        ["Somebody, hopefully you, wants to label photographs of wild animals on TrapTagger and gave this address."],
        new("Finish signing up", site.Of($"/sign-up/{token}")))
    {
        Closing =
        [
            "The link works for a day. You will be asked for the password that you chose.",
            "If it was not you, do nothing: without the link no account is made.",
        ],
    };

    internal static Letter Known(string email, SiteAddress site) => new(
        email, "You already have a TrapTagger account", "",
        ["Somebody, hopefully you, wanted to sign up to TrapTagger with this address. It has an account already, and "
            + "nothing about it was changed: sign in with the password that you have."],
        new("Sign in", site.Of("/sign-in"), IsSecret: false))
    {
        Closing = ["If it was not you, do nothing."],
    };

    internal static Letter Uninvited(string email) => new(
        email, "Signing up to TrapTagger", "",
        ["Somebody, hopefully you, wanted to sign up to TrapTagger with this address. Here only people whom an "
            + "organisation has invited make an account: ask whoever you would like to label for to invite this "
            + "address, then sign up again."])
    {
        Closing = ["If it was not you, do nothing."],
    };
}
