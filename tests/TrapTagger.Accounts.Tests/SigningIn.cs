using System.Net;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using TrapTagger.Testing;

namespace TrapTagger.Accounts.Tests;

public sealed class SigningIn : IAsyncDisposable
{
    private readonly TestClock _clock = new();
    private readonly SiteUnderTest _site;

    public SigningIn() => _site = new(_clock);

    [Fact]
    public async Task a_member_gets_in_and_out_again()
    {
        var ann = await _site.SignedIn("Ann");
        Assert.Equal(HttpStatusCode.OK, (await ann.Opens("/surveys")).Status);

        await ann.Submits((await ann.Opens("/surveys")).Form("header form"));

        var away = await ann.Opens("/surveys");
        Assert.Equal(HttpStatusCode.Redirect, away.Status);
        Assert.Equal("/sign-in?returnUrl=%2Fsurveys", away.Location!.PathAndQuery);
    }

    [Fact]
    public async Task a_wrong_password_and_an_unknown_address_are_answered_alike()
    {
        var (_, _, email) = await _site.Rows.HasPerson("Ann", "Wild Test");

        var wrong = await Tries(email, "not the password");
        var unknown = await Tries("nobody@wild-test.example", "not the password");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.Status);
        Assert.Equal("The e-mail address or the password is wrong.", wrong.Alert);
        Assert.Equal(wrong.Alert, unknown.Alert);
    }

    [Fact]
    public async Task after_five_wrong_passwords_the_next_has_to_wait_and_the_owner_is_told_once()
    {
        var (_, _, email) = await _site.Rows.HasPerson("Ann", "Wild Test");
        for (var attempt = 0; attempt < 7; attempt++)
        {
            await Tries(email, "guess");
        }

        var locked = await Tries(email, SiteRows.Password);

        Assert.Equal("Too many failed attempts. Wait 1 minute, then try again.", locked.Alert);
        Assert.Contains("could not sign in", Assert.Single(await Mailbox.To(_site, email)), StringComparison.Ordinal);

        _clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(HttpStatusCode.SeeOther, (await Tries(email, SiteRows.Password)).Status);
    }

    [Fact]
    public async Task many_attempts_at_once_are_counted_before_any_password_is_looked_at()
    {
        var (_, _, email) = await _site.Rows.HasPerson("Ann", "Wild Test");

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Tries(email, "guess")));

        Assert.Equal(4, answers.Count(a => a.Alert == "The e-mail address or the password is wrong."));
        Assert.Equal(16, answers.Count(a => a.Alert == "Too many failed attempts. Wait 1 minute, then try again."));
    }

    [Fact]
    public async Task right_passwords_that_come_at_once_are_all_let_in()
    {
        var (_, _, email) = await _site.Rows.HasPerson("Ann", "Wild Test");
        for (var round = 0; round < 20; round++)
        {
            var answers = await Task.WhenAll(
                Enumerable.Range(0, SignInAttempts.Most - 1).Select(_ => Tries(email, SiteRows.Password)));

            Assert.All(answers, answer => Assert.Equal((HttpStatusCode.SeeOther, null), (answer.Status, answer.Alert)));
        }
    }

    [Fact]
    public async Task a_right_password_forgives_the_wrong_ones_before_it()
    {
        var (_, _, email) = await _site.Rows.HasPerson("Ann", "Wild Test");
        for (var round = 0; round < 3; round++)
        {
            await Tries(email, "guess");
            await Tries(email, "guess");
            Assert.Equal(HttpStatusCode.SeeOther, (await Tries(email, SiteRows.Password)).Status);
        }
    }

    [Theory]
    [InlineData(4, 0)]
    [InlineData(5, 1)]
    [InlineData(6, 2)]
    [InlineData(8, 8)]
    [InlineData(11, 60)]
    [InlineData(2000, 60)]
    public void each_further_failure_makes_the_next_one_wait_twice_as_long(int failed, int minutes) =>
        Assert.Equal(TimeSpan.FromMinutes(minutes), SignInAttempts.PauseAfter(failed));

    [Theory]
    [InlineData("/surveys/7", "/surveys/7")]
    [InlineData("https://evil.example", "/")]
    [InlineData("//evil.example", "/")]
    [InlineData("/\\evil.example", "/")]
    [InlineData("/\t/evil.example", "/")]
    [InlineData(null, "/")]
    public void afterwards_a_person_goes_to_a_page_of_this_site_only(string? asked, string goes) =>
        Assert.Equal(goes, SignIn.Local(asked));

    [Fact]
    public void a_password_is_kept_as_a_hash_of_210_000_rounds()
    {
        using var services = new ServiceCollection().AddSigningIn().BuildServiceProvider();
        var hasher = new PasswordHasher<Person>(services.GetRequiredService<IOptions<PasswordHasherOptions>>());

        // Identity's format 1: a byte of version, then big-endian the function, the rounds and the salt's length.
        var hash = Convert.FromBase64String(hasher.HashPassword(new(), SiteRows.Password));
        Assert.Equal(210_000u, System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(hash.AsSpan(5)));
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    private async Task<Seen> Tries(string email, string password)
    {
        var stranger = _site.Visitor();
        return await stranger.Submits(
            (await stranger.Opens("/sign-in")).Form(), ("email", email), ("password", password));
    }
}
