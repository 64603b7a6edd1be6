using System.Net;
using TrapTagger.Testing;

namespace TrapTagger.Accounts.Tests;

/// <summary>A stranger guesses, and the people whose accounts they are want to work meanwhile.</summary>
public sealed class AttackingSignIn(ITestOutputHelper output) : IAsyncDisposable
{
    private const int Many = 1000;

    private readonly TestClock _clock = new();
    private SiteUnderTest? _site;

    private SiteUnderTest Site => _site ??= new(_clock);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(60)]
    public async Task a_thousand_guesses_at_one_account(int secondsBetween)
    {
        var ann = await Site.SignedIn("Ann");
        var (email, stranger) = ("ann@wild-test.example", Site.Visitor());
        await SignsOut(ann);

        var seen = await stranger.Opens("/sign-in");
        for (var guess = 0; guess < Many; guess++)
        {
            // So that the limit a minute is not what stops them.
            _clock.Advance(secondsBetween > 0 ? TimeSpan.FromSeconds(secondsBetween) : guess % 250 == 249
                ? TimeSpan.FromMinutes(1) : TimeSpan.Zero);
            seen = await Guesses(stranger, seen, email, $"guess number {guess}");
            Assert.NotEqual(HttpStatusCode.SeeOther, seen.Status);
        }
        // Whatever is counted here was looked at, and what was refused is not counted.
        var looked = await Site.Rows.Ask<int>("SELECT max(failed_count) FROM sign_in_count");
        var letters = (await Mailbox.To(Site, email)).Count;
        var owner = await Tries(ann, email, SiteRows.Password);
        var newBrowser = await Tries(Site.Visitor(), email, SiteRows.Password);

        output.WriteLine($"{Many} guesses at one account, {secondsBetween} s apart: {looked} reached the "
            + $"hasher, {letters} letters; the owner in a known browser: {owner.Status}, "
            + $"in a new one: {newBrowser.Status}.");
        Assert.InRange(looked, SignInAttempts.Most, 30);
        Assert.Equal(1, letters);
        Assert.Equal(HttpStatusCode.SeeOther, owner.Status);
    }

    [Fact]
    public async Task a_thousand_accounts_from_one_address()
    {
        var ann = await Site.SignedIn("Ann");
        await SignsOut(ann);
        var stranger = Site.Visitor();

        var looked = 0;
        var seen = await stranger.Opens("/sign-in");
        for (var guess = 0; guess < Many; guess++)
        {
            _clock.Advance(guess % 250 == 249 ? TimeSpan.FromMinutes(1) : TimeSpan.Zero);
            seen = await Guesses(stranger, seen, $"person{guess}@wild-test.example", "Summer2026!!");
            looked += WasLookedAt(seen) ? 1 : 0;
        }
        var owner = await Tries(ann, "ann@wild-test.example", SiteRows.Password);
        var newBrowser = await Tries(Site.Visitor(), "ann@wild-test.example", SiteRows.Password);

        output.WriteLine($"{Many} accounts from one address: {looked} reached the hasher; an owner behind the same "
            + $"address in a known browser: {owner.Status}, in a new one: {newBrowser.Status} ({newBrowser.Alert}).");
        // The site's hour may have turned once while the clock went on.
        Assert.InRange(looked, 50, 2 * SignInAttempts.MostPerAddress);
        Assert.Equal(HttpStatusCode.SeeOther, owner.Status);
    }

    [Fact]
    public async Task whether_an_address_is_somebodys_does_not_show_in_how_often_it_may_be_tried()
    {
        await Site.Rows.HasPerson("Ann", "Wild Test");
        var (known, unknown) = (new List<string?>(), new List<string?>());
        for (var guess = 0; guess < 8; guess++)
        {
            known.Add((await Tries(Site.Visitor(), "ann@wild-test.example", "a wrong password")).Alert);
            unknown.Add((await Tries(Site.Visitor(), "nobody@wild-test.example", "a wrong password")).Alert);
        }

        Assert.Equal(known, unknown);
        Assert.Equal(2, known.Distinct().Count());
    }

    [Fact]
    public async Task an_address_spelled_otherwise_has_no_tries_of_its_own()
    {
        await Site.Rows.HasPerson("Ann", "Wild Test");
        string[] spellings =
        [
            "ann@wild-test.example", "ANN@WILD-TEST.EXAMPLE", " ann@wild-test.example", "ann@wild-test\u3002example",
            "ann@wild-test\uFF0Eexample",
        ];
        foreach (var spelling in spellings)
        {
            await Tries(Site.Visitor(), spelling, "a wrong password");
        }

        var seen = await Tries(Site.Visitor(), "ann@wild-test\uFF61example", SiteRows.Password);

        Assert.Equal("Too many failed attempts. Wait 1 minute, then try again.", seen.Alert);
        Assert.Equal(1, await Site.Rows.Ask<long>("SELECT count(*) FROM sign_in_count"));
        Assert.Single(await Mailbox.To(Site, "ann@wild-test.example"));
        Assert.Equal(1, await Site.Rows.Ask<long>("SELECT count(*) FROM audit_entry WHERE verb = 'sign-in.closed'"));
    }

    [Fact]
    public async Task the_owners_own_mistakes_in_a_known_browser_count_too()
    {
        var ann = await Site.SignedIn("Ann");
        await SignsOut(ann);
        for (var guess = 0; guess < SignInAttempts.Most; guess++)
        {
            await Tries(ann, "ann@wild-test.example", "a wrong password");
        }

        var seen = await Tries(ann, "ann@wild-test.example", SiteRows.Password);

        Assert.Equal("Too many failed attempts. Wait 1 minute, then try again.", seen.Alert);
    }

    [Fact]
    public async Task a_browser_known_for_one_person_is_not_known_for_another()
    {
        await Site.Rows.HasPerson("Ben", "Wild Test");
        var ann = await Site.SignedIn("Ann");
        await SignsOut(ann);
        for (var guess = 0; guess < SignInAttempts.Most; guess++)
        {
            await Tries(Site.Visitor(), "ben@wild-test.example", "a wrong password");
        }

        var seen = await Tries(ann, "ben@wild-test.example", SiteRows.Password);

        Assert.Equal("Too many failed attempts. Wait 1 minute, then try again.", seen.Alert);
    }

    public async ValueTask DisposeAsync() => await (_site?.DisposeAsync() ?? default);

    private static bool WasLookedAt(Seen seen) => seen.Alert == "The e-mail address or the password is wrong.";

    private static async Task SignsOut(Visitor visitor) =>
        await visitor.Submits((await visitor.Opens("/surveys")).Form("header form[action='/sign-out']"));

    private static async Task<Seen> Tries(Visitor visitor, string email, string password) =>
        await Guesses(visitor, await visitor.Opens("/sign-in"), email, password);

    /// <summary>On the page that said no to the guess before.</summary>
    private static Task<Seen> Guesses(Visitor visitor, Seen page, string email, string password) =>
        visitor.Submits(page.Form(), ("email", email), ("password", password));
}
