using System.Net;
using TrapTagger.Testing;

namespace TrapTagger.Accounts.Tests;

public sealed class SigningUp : IAsyncDisposable
{
    private const string Password = "a very long password";
    private const string Email = "tom@example.org";

    private readonly TestClock _clock = new();
    private readonly SiteUnderTest _site;

    public SigningUp() => _site = new(_clock);

    [Fact]
    public async Task whoever_opens_the_letters_link_and_knows_the_password_is_in_and_waits_for_an_invitation()
    {
        var tom = _site.Visitor();
        Assert.Equal("/sign-up/sent", (await SignsUp(tom)).Location?.ToString());
        var letter = await _site.Rows.LetterTo(Email);
        Assert.DoesNotContain("Tom", letter.Text + letter.Name + letter.Subject, StringComparison.Ordinal);
        Assert.Equal(0, await _site.Rows.Ask<long>("SELECT count(*) FROM person"));

        var done = await tom.Submits((await tom.Opens(letter.Path)).Form(), ("password", Password));

        Assert.Equal("/", done.Location?.ToString());
        Assert.Equal("/no-organisation", (await tom.Opens("/")).Location?.ToString());
        var waiting = await tom.Opens("/no-organisation");
        Assert.Contains("Welcome, Tom Ranger", waiting.Text, StringComparison.Ordinal);
        Assert.Contains(Email, waiting.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Gone, (await tom.Opens(letter.Path)).Status);
    }

    [Fact]
    public async Task somebody_who_was_let_in_meanwhile_is_led_to_the_surveys()
    {
        var tom = await Verified();
        await _site.Rows.HasPerson("Ann", "Wild Test");
        await _site.Rows.Run("""
            INSERT INTO membership (organisation_id, person_id, role)
            SELECT o.id, p.id, 'admin' FROM organisation o JOIN person p ON p.email = @Email
            """, new { Email });

        Assert.Equal("/", (await tom.Opens("/no-organisation")).Location?.ToString());
        Assert.Equal("/surveys", (await tom.Opens("/")).Location?.ToString());
        Assert.Equal(HttpStatusCode.OK, (await tom.Opens("/surveys")).Status);
    }

    [Fact]
    public async Task a_known_address_is_answered_alike_and_its_owner_is_told()
    {
        var (_, _, email) = await _site.Rows.HasPerson("Ann", "Wild Test");
        var before = await _site.Rows.Ask<string>("SELECT password_hash FROM person");

        var known = await SignsUp(_site.Visitor(), email.ToUpperInvariant());
        var unknown = await SignsUp(_site.Visitor());

        Assert.Equal((unknown.Status, unknown.Location, unknown.Raw), (known.Status, known.Location, known.Raw));
        var letter = Assert.Single(await _site.Rows.Letters(), l => l.To.StartsWith("ANN@", StringComparison.Ordinal));
        Assert.Equal("You already have a TrapTagger account", letter.Subject);
        Assert.Equal("/sign-in", letter.Path);
        Assert.Equal(before, await _site.Rows.Ask<string>("SELECT password_hash FROM person"));
    }

    [Fact]
    public async Task a_link_that_somebody_else_asked_for_gives_them_nothing()
    {
        await SignsUp(_site.Visitor());
        var owner = _site.Visitor();
        var path = (await _site.Rows.LetterTo(Email)).Path;

        var refused = await owner.Submits((await owner.Opens(path)).Form(), ("password", "my own password"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.StartsWith("This is not the password", refused.Alert, StringComparison.Ordinal);
        Assert.Equal(0, await _site.Rows.Ask<long>("SELECT count(*) FROM person"));
    }

    [Fact]
    public async Task of_two_links_to_one_address_the_first_that_is_used_counts()
    {
        await SignsUp(_site.Visitor());
        await SignsUp(_site.Visitor(), Email.ToUpperInvariant());
        var (first, second) = (_site.Visitor(), _site.Visitor());
        var letters = await _site.Rows.Letters();
        var form = (await second.Opens(letters[1].Path)).Form();
        await first.Submits((await first.Opens(letters[0].Path)).Form(), ("password", Password));

        Assert.Equal(HttpStatusCode.Gone, (await second.Submits(form, ("password", Password))).Status);
        Assert.Equal(1, await _site.Rows.Ask<long>("SELECT count(*) FROM person"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task a_link_that_is_cut_short_or_old_makes_nobody(bool isOld)
    {
        await SignsUp(_site.Visitor());
        var tom = _site.Visitor();
        var path = (await _site.Rows.LetterTo(Email)).Path;
        if (isOld)
        {
            _clock.Advance(TimeSpan.FromHours(25));
        }

        var seen = await tom.Opens(isOld ? path : path[..^1]);

        Assert.Equal(HttpStatusCode.Gone, seen.Status);
        Assert.Contains("This link is used or too old", seen.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task one_address_gets_three_letters_an_hour_however_often_it_is_given()
    {
        for (var i = 0; i < 5; i++)
        {
            Assert.Equal("/sign-up/sent", (await SignsUp(_site.Visitor())).Location?.ToString());
        }
        Assert.Equal(3, (await _site.Rows.Letters()).Count);

        _clock.Advance(TimeSpan.FromHours(1));
        await SignsUp(_site.Visitor());
        Assert.Equal(4, (await _site.Rows.Letters()).Count);
    }

    [Fact]
    public async Task ten_megabytes_in_a_field_are_refused_in_a_sentence()
    {
        var tom = _site.Visitor();
        var form = (await tom.Opens("/sign-up")).Form();

        var refused = await tom.Submits(
            form, ("name", new('x', 10_000_000)), ("email", Email), ("password", Password));

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, refused.Status);
        Assert.Contains("more than this form takes", refused.Raw, StringComparison.Ordinal);
        Assert.Equal(0, await _site.Rows.Ask<long>("SELECT count(*) FROM sign_up"));
    }

    [Fact]
    public async Task a_name_in_loose_letters_is_kept_in_whole_ones()
    {
        await SignsUp(_site.Visitor(), name: "  Jose\u0301   \u1112\u1161\u11AB ");

        Assert.Equal("José 한", await _site.Rows.Ask<string>("SELECT name FROM sign_up"));
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    private async Task<Visitor> Verified()
    {
        var tom = _site.Visitor();
        await SignsUp(tom);
        await tom.Submits(
            (await tom.Opens((await _site.Rows.LetterTo(Email)).Path)).Form(), ("password", Password));
        return tom;
    }

    private static async Task<Seen> SignsUp(Visitor visitor, string email = Email, string name = "Tom Ranger") =>
        await visitor.Submits(
            (await visitor.Opens("/sign-up")).Form(), ("name", name), ("email", email), ("password", Password));
}
