using TrapTagger.Testing;

namespace TrapTagger.Accounts.Tests;

/// <summary>Before something delicate a person shows again who they are: by all that signing in asks for.</summary>
public sealed class ShowingAgainWhoOneIs : IAsyncDisposable
{
    private readonly TestClock _clock = new();
    private readonly SiteUnderTest _site;

    public ShowingAgainWhoOneIs() => _site = new(_clock);

    [Fact]
    public async Task whoever_has_an_app_shows_its_code_too()
    {
        var ann = await _site.SignedIn("Ann");
        var (secret, _) = await Authenticator.SetUpBy(ann, _clock);
        _clock.Advance(TimeSpan.FromMinutes(16));
        var form = (await ann.Opens("/account/confirm?returnUrl=/account/security")).Form();

        Assert.Equal(
            "Give your password and the code that your app shows.",
            (await ann.Submits(form, ("password", SiteRows.Password))).Alert);
        Assert.StartsWith(
            "This code is wrong",
            (await ann.Submits(form, ("password", SiteRows.Password), ("code", "000000"))).Alert,
            StringComparison.Ordinal);
        Assert.Equal("/account/confirm?returnUrl=%2Faccount%2Fsecond-factor", await Asked());

        await ann.Submits(form, ("password", SiteRows.Password), ("code", Authenticator.Code(secret, _clock)));
        Assert.Null(await Asked());

        async Task<string?> Asked() => (await ann.Opens("/account/second-factor")).Location?.OriginalString;
    }

    [Fact]
    public async Task guesses_at_the_code_are_counted_here_as_well()
    {
        var ann = await _site.SignedIn("Ann");
        await Authenticator.SetUpBy(ann, _clock);
        var form = (await ann.Opens("/account/confirm")).Form();
        Seen seen = null!;
        for (var guess = 0; guess < 20; guess++)
        {
            seen = await ann.Submits(form, ("password", SiteRows.Password), ("code", $"{guess:D6}"));
        }

        Assert.Equal("Too many failed attempts. Wait 1 minute, then try again.", seen.Alert);
    }

    [Fact]
    public async Task so_they_do_to_change_their_password()
    {
        var ann = await _site.SignedIn("Ann");
        var (secret, _) = await Authenticator.SetUpBy(ann, _clock);
        _clock.Advance(TimeSpan.FromMinutes(1));
        var form = (await ann.Opens("/account/security")).Form("form[action='/account/password']");
        (string, string)[] words = [("current", SiteRows.Password), ("password", "five words and a comma,")];

        Assert.StartsWith("Give your password and the code", (await ann.Submits(form, words)).Alert,
            StringComparison.Ordinal);
        var changed = await ann.Submits(form, [.. words, ("code", Authenticator.Code(secret, _clock))]);

        Assert.Equal("/account/security?done=password", changed.Location!.ToString());
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();
}
