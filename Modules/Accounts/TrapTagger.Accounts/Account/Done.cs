namespace TrapTagger.Accounts;

/// <summary>What a page says after a form was taken; the address carries only the word.</summary>
internal static class Done
{
    internal static string? Say(string? done) => done switch
    {
        "name" => "Your name is changed.",
        "e-mail" => "Two letters are on their way: agree in both, and the address is changed.",
        "e-mail-withdrawn" => "Your address stays as it is.",
        "password" => "Your password is changed, and every other browser is signed out.",
        "second-factor-off" => "The second factor is off. A password alone is enough to sign in now.",
        "passkey" => "The passkey is added. You can sign in with it from now on.",
        "passkey-removed" => "The passkey is removed. Delete it on your device, too.",
        "session" => "That browser is signed out.",
        "token-revoked" => "The token works no more.",
        _ => null,
    };
}
