using System.Net;
using TrapTagger.Testing;

namespace TrapTagger.Accounts.Tests;

/// <summary>A person's phone shows a code every half minute.</summary>
public sealed class UsingASecondFactor : IAsyncDisposable
{
    private readonly TestClock _clock = new();
    private readonly SiteUnderTest _site;

    public UsingASecondFactor() => _site = new(_clock);

    [Fact]
    public async Task after_the_password_the_app_s_code_lets_its_owner_in()
    {
        var (_, secret, _) = await HasAnApp();
        _clock.Advance(TimeSpan.FromMinutes(1));

        var visitor = _site.Visitor();
        var asked = await GivesPassword(visitor);
        Assert.Equal("/sign-in/second-factor", asked.Location!.ToString());
        Assert.Equal(HttpStatusCode.Redirect, (await visitor.Opens("/surveys")).Status);

        var given = await GivesCode(visitor, Code(secret));
        Assert.Equal("/surveys/7", given.Location!.ToString());
        Assert.Equal(HttpStatusCode.OK, (await visitor.Opens("/surveys")).Status);
    }

    [Theory]
    [InlineData(-1, true)]
    [InlineData(1, true)]
    [InlineData(-2, false)]
    [InlineData(2, false)]
    public async Task a_phone_s_clock_may_be_half_a_minute_off(int steps, bool isTaken)
    {
        var (_, secret, _) = await HasAnApp();
        _clock.Advance(TimeSpan.FromMinutes(5));
        var visitor = _site.Visitor();
        await GivesPassword(visitor);

        var given = await GivesCode(visitor, Code(secret, steps));

        Assert.Equal(isTaken ? HttpStatusCode.SeeOther : HttpStatusCode.UnprocessableEntity, given.Status);
    }

    [Fact]
    public async Task a_code_is_good_once()
    {
        var (_, secret, _) = await HasAnApp();
        _clock.Advance(TimeSpan.FromMinutes(1));
        var (first, second) = (_site.Visitor(), _site.Visitor());
        await GivesPassword(first);
        await GivesPassword(second);
        var code = Code(secret);

        Assert.Equal(HttpStatusCode.SeeOther, (await GivesCode(first, code)).Status);
        var late = await GivesCode(second, code);

        Assert.Equal(
            "This code is wrong or was used. Take the newest one of your app, or a recovery code that is left.",
            late.Alert);
    }

    [Fact]
    public async Task a_recovery_code_is_good_once_however_it_is_typed()
    {
        var (_, _, codes) = await HasAnApp();
        Assert.Equal(RecoveryCodes.Count, codes.Distinct().Count());
        Assert.All(codes, code => Assert.Matches("^([a-z2-7]{4}-){6}[a-z2-7]{2}$", code)); // 128 bits
        var (first, second) = (_site.Visitor(), _site.Visitor());
        await GivesPassword(first);
        await GivesPassword(second);

        Assert.Equal(
            HttpStatusCode.SeeOther, (await GivesCode(first, codes[3].ToUpperInvariant().Replace("-", " "))).Status);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await GivesCode(second, codes[3])).Status);
        Assert.Equal(HttpStatusCode.SeeOther, (await GivesCode(second, codes[4])).Status);
    }

    [Fact]
    public async Task guesses_at_the_code_are_counted_like_guesses_at_the_password()
    {
        await HasAnApp();
        var stranger = _site.Visitor();
        await GivesPassword(stranger);
        Seen seen = null!;
        for (var guess = 0; guess < 20; guess++)
        {
            seen = await GivesCode(stranger, $"{guess:D6}");
        }

        Assert.Equal("Too many failed attempts. Wait 1 minute, then try again.", seen.Alert);
        Assert.Equal(SignInAttempts.Most, await _site.Rows.Ask<int>("SELECT max(failed_count) FROM sign_in_count"));
    }

    [Fact]
    public async Task the_owner_hears_of_guesses_when_the_fifth_attempt_has_the_right_password()
    {
        await HasAnApp();
        var stranger = _site.Visitor();
        for (var guess = 1; guess < SignInAttempts.Most; guess++)
        {
            await stranger.Submits(
                (await stranger.Opens("/sign-in")).Form(), ("email", "ann@wild-test.example"), ("password", "a guess"));
        }

        await GivesPassword(stranger);

        Assert.Contains(
            await Mailbox.To(_site, "ann@wild-test.example"),
            l => l.Contains("Somebody could not sign in", StringComparison.Ordinal));
    }

    [Fact]
    public async Task a_password_changed_in_between_ends_the_attempt()
    {
        var (_, secret, _) = await HasAnApp();
        _clock.Advance(TimeSpan.FromMinutes(1));
        var visitor = _site.Visitor();
        await GivesPassword(visitor);
        await _site.Rows.Run("UPDATE person SET security_stamp = 'another'");

        Assert.Equal("/sign-in", (await GivesCode(visitor, Code(secret))).Location!.ToString());
    }

    [Fact]
    public async Task the_app_s_key_does_not_lie_open_in_the_database()
    {
        var (_, secret, codes) = await HasAnApp();
        var kept = await _site.Rows.Ask<string>("SELECT secret FROM second_factor");

        Assert.DoesNotContain(Convert.ToBase64String(secret), kept, StringComparison.Ordinal);
        Assert.Equal(0, await _site.Rows.Ask<int>(
            "SELECT count(*) FROM recovery_code WHERE code_hash = @code", new { code = codes[0] }));
    }

    [Fact]
    public async Task a_wrong_code_does_not_turn_it_on()
    {
        var ann = await _site.SignedIn("Ann");
        var form = (await ann.Opens("/account/second-factor")).Form();

        var seen = await ann.Submits(form, ("code", "000000"));

        Assert.StartsWith("This is not the code", seen.Alert, StringComparison.Ordinal);
        Assert.Equal(0, await _site.Rows.Ask<int>("SELECT count(*) FROM second_factor"));
        var forged = await ann.Submits(seen.Form(), ("pending", "forged"), ("code", "000000"));
        Assert.StartsWith("This page was open for too long", forged.Alert, StringComparison.Ordinal);
    }

    [Fact]
    public async Task it_can_be_turned_off_and_its_codes_replaced()
    {
        var (ann, _, codes) = await HasAnApp();
        var again = await ann.Submits(
            (await ann.Opens("/account/security")).Form("form[action='/account/second-factor/codes']"));
        Assert.DoesNotContain(codes[0], again.Text, StringComparison.Ordinal);

        await ann.Submits((await ann.Opens("/account/security")).Form("form[action='/account/second-factor/off']"));

        Assert.Equal("/surveys/7", (await GivesPassword(_site.Visitor())).Location!.ToString());
        Assert.Contains(
            await Mailbox.To(_site, "ann@wild-test.example"),
            l => l.Contains("no longer asks for a code", StringComparison.Ordinal));
    }

    /// <summary>From RFC 6238, appendix B, cut to six digits.</summary>
    [Theory]
    [InlineData(59, "287082")]
    [InlineData(1111111109, "081804")]
    [InlineData(2000000000, "279037")]
    public void codes_are_those_of_the_standard(long seconds, string code) => Assert.Equal(
        code,
        Totp.CodeAt(
            "12345678901234567890"u8.ToArray(), Totp.StepAt(DateTimeOffset.FromUnixTimeSeconds(seconds))));

    [Theory]
    [InlineData("", "")]
    [InlineData("f", "MY")]
    [InlineData("fo", "MZXQ")]
    [InlineData("foobar", "MZXW6YTBOI")]
    public void keys_are_written_as_the_standard_says(string text, string written) =>
        Assert.Equal(written, Base32.Of(System.Text.Encoding.UTF8.GetBytes(text)));

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    private string Code(byte[] secret, int steps = 0) => Authenticator.Code(secret, _clock, steps);

    private async Task<(Visitor Ann, byte[] Secret, IReadOnlyList<string> Codes)> HasAnApp()
    {
        var ann = await _site.SignedIn("Ann");
        var (secret, codes) = await Authenticator.SetUpBy(ann, _clock);
        return (ann, secret, codes);
    }

    private static async Task<Seen> GivesPassword(Visitor visitor) => await visitor.Submits(
        (await visitor.Opens("/sign-in?returnUrl=/surveys/7")).Form(), ("email", "ann@wild-test.example"),
        ("password", SiteRows.Password));

    private static async Task<Seen> GivesCode(Visitor visitor, string code) =>
        await visitor.Submits((await visitor.Opens("/sign-in/second-factor")).Form(), ("code", code));
}
