using System.Net;
using TrapTagger.Testing;

namespace TrapTagger.Accounts.Tests;

public sealed class BecomingACustomer : IAsyncDisposable
{
    private static readonly (string, string)[] Answers =
    [
        ("organisation", "Wild Peru"), ("name", "Rosa Quispe"), ("email", "rosa@wildperu.example"),
        ("message", "Forty cameras in Manu.\nTwice a year."),
    ];

    private readonly SiteUnderTest _site = new();

    [Fact]
    public async Task a_stranger_comes_to_the_welcome_page_and_others_to_their_surveys()
    {
        var stranger = _site.Visitor();
        Assert.Equal("/welcome", (await stranger.Opens("/")).Location?.ToString());
        Assert.Contains("table of species", (await stranger.Opens("/welcome")).Text, StringComparison.Ordinal);

        var ann = await _site.SignedIn();
        Assert.Equal("/surveys", (await ann.Opens("/")).Location?.ToString());
    }

    [Fact]
    public async Task an_enquiry_makes_a_row_and_letters_to_the_site_administrators()
    {
        await _site.SignedInAsSiteAdministrator("Sam");
        await _site.SignedIn("Ann");

        var sent = await Enquires();

        Assert.Equal("/welcome/sent", sent.Location?.ToString());
        var letter = Assert.Single(await _site.Rows.Letters());
        Assert.Equal("sam@wild-test.example", letter.To);
        Assert.Equal("Wild Peru would like to use TrapTagger", letter.Subject);
        Assert.Contains("Forty cameras in Manu.\nTwice a year.", letter.Text, StringComparison.Ordinal);
        var id = await _site.Rows.Ask<long>("SELECT id FROM enquiry");
        Assert.Equal($"http://localhost/admin/enquiries/{id}", letter.Button!.Address);
        Assert.Equal(2, await _site.Rows.Ask<long>("SELECT count(*) FROM person"));
        Assert.Equal(1, await _site.Rows.Ask<long>("SELECT count(*) FROM organisation"));
    }

    [Fact]
    public async Task approved_there_is_an_organisation_and_its_administrator_sets_a_password_by_a_link()
    {
        var sam = await _site.SignedInAsSiteAdministrator();
        await Enquires();

        Assert.Equal(HttpStatusCode.SeeOther, (await Decides(sam, "approved", "Glad to have you.")).Status);

        var letter = await _site.Rows.LetterTo("rosa@wildperu.example");
        Assert.Contains("Glad to have you.", letter.Text, StringComparison.Ordinal);
        Assert.True(letter.Button!.IsSecret);
        Assert.DoesNotContain(
            letter.Path.Split('/')[^1], await _site.Rows.Ask<string>("SELECT token_hash FROM welcome_link"),
            StringComparison.Ordinal);
        Assert.Equal(
            "wild-peru admin",
            await _site.Rows.Ask<string>("""
                SELECT concat(o.folder, ' ', m.role) FROM membership m
                JOIN organisation o ON o.id = m.organisation_id
                JOIN person p ON p.id = m.person_id
                WHERE p.email = 'rosa@wildperu.example' AND p.site_administrator = FALSE
                """));

        var (rosa, finder) = (_site.Visitor(), _site.Visitor());
        var findersForm = (await finder.Opens(letter.Path)).Form();
        var form = (await rosa.Opens(letter.Path)).Form();
        Assert.Contains("at least 12 characters", (await rosa.Submits(form, ("password", "short"))).Alert);
        var set = await rosa.Submits(form, ("password", "a very long password"));
        Assert.Equal(HttpStatusCode.SeeOther, set.Status);
        Assert.Contains("Wild Peru", (await rosa.Opens("/surveys")).Text, StringComparison.Ordinal);

        // The link is used up, for her and for whoever finds the letter.
        Assert.Equal(HttpStatusCode.Gone, (await rosa.Opens(letter.Path)).Status);
        Assert.Equal(HttpStatusCode.Gone, (await finder.Submits(findersForm, ("password", "another long one"))).Status);
        await Signs("rosa@wildperu.example", "a very long password");
    }

    [Fact]
    public async Task somebody_with_an_account_is_joined_instead_of_made_anew()
    {
        var sam = await _site.SignedInAsSiteAdministrator();
        var (person, _, email) = await _site.Rows.HasPerson("Rosa", "Other Place");
        await Enquires(("email", email.ToUpperInvariant()));

        await Decides(sam, "approved");

        Assert.Equal(2, await _site.Rows.Ask<long>(
            "SELECT count(*) FROM membership WHERE person_id = @person AND role = 'admin'", new { person }));
        Assert.Equal(2, await _site.Rows.Ask<long>("SELECT count(*) FROM person"));
        Assert.Equal(0, await _site.Rows.Ask<long>("SELECT count(*) FROM welcome_link"));
        var letter = Assert.Single(await _site.Rows.Letters(), l => l.Subject == "Welcome to TrapTagger");
        Assert.Equal("/sign-in", letter.Path);
    }

    [Fact]
    public async Task declined_a_polite_letter_goes_and_nothing_else_is_made()
    {
        var sam = await _site.SignedInAsSiteAdministrator();
        await Enquires();

        await Decides(sam, "declined", "We only serve Africa.");

        var letter = await _site.Rows.LetterTo("rosa@wildperu.example");
        Assert.Equal("Your enquiry about TrapTagger", letter.Subject);
        Assert.Contains("We only serve Africa.", letter.Text, StringComparison.Ordinal);
        Assert.Null(letter.Button);
        Assert.Equal(1, await _site.Rows.Ask<long>("SELECT count(*) FROM organisation"));
        Assert.Equal(1, await _site.Rows.Ask<long>("SELECT count(*) FROM person"));
    }

    [Fact]
    public async Task of_two_who_decide_at_once_one_wins_and_the_other_reads_who()
    {
        var sam = await _site.SignedInAsSiteAdministrator("Sam");
        var eve = await _site.SignedInAsSiteAdministrator("Eve");
        await Enquires();
        var id = await _site.Rows.Ask<long>("SELECT id FROM enquiry");
        var forms = new[] { await sam.Opens($"/admin/enquiries/{id}"), await eve.Opens($"/admin/enquiries/{id}") };

        var seen = await Task.WhenAll(
            sam.Submits(forms[0].Form(), ("decision", "approved")),
            eve.Submits(forms[1].Form(), ("decision", "declined")));

        var lost = Assert.Single(seen, s => s.Status == HttpStatusCode.Conflict);
        Assert.Single(seen, s => s.Status == HttpStatusCode.SeeOther);
        var winner = lost == seen[1] ? "Sam has approved" : "Eve has declined";
        Assert.Equal($"{winner} this enquiry already.", lost.Alert);
        Assert.Single(await _site.Rows.Letters(), l => l.To == "rosa@wildperu.example");
        Assert.Equal(lost == seen[1] ? 2 : 1, await _site.Rows.Ask<long>("SELECT count(*) FROM organisation"));
    }

    [Fact]
    public async Task a_folder_that_is_taken_is_followed_by_a_number()
    {
        var sam = await _site.SignedInAsSiteAdministrator();
        for (var i = 0; i < 3; i++)
        {
            await Enquires(("organisation", i == 2 ? "Wild Peru-comp" : "Wild Peru!"), ("email", $"r{i}@peru.example"));
            await Decides(sam, "approved");
        }

        Assert.Equal(
            ["wild-peru", "wild-peru-2", "wild-peru-comp-2", "wild-test"],
            await _site.Rows.Rows<string>("SELECT folder FROM organisation ORDER BY folder"));
    }

    [Fact]
    public async Task a_name_that_looks_like_another_organisations_is_pointed_out()
    {
        await _site.Rows.HasPerson("Ann", "Wild Peru");
        var sam = await _site.SignedInAsSiteAdministrator();
        await Enquires(("organisation", "Wіld Реrú")); // Cyrillic і, Р, е

        var page = await sam.Opens($"/admin/enquiries/{await _site.Rows.Ask<long>("SELECT id FROM enquiry")}");

        Assert.Contains("a name that looks the same: Wild Peru.", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task a_program_that_fills_in_every_field_is_thanked_and_forgotten()
    {
        var sent = await Enquires(("website", "https://spam.example"));

        Assert.Equal("/welcome/sent", sent.Location?.ToString());
        Assert.Equal(0, await _site.Rows.Ask<long>("SELECT count(*) FROM enquiry"));
    }

    [Theory]
    [InlineData("organisation", " ", "Tell us your organisation's name.")]
    [InlineData("organisation", "Wild\u202EureP", "There are characters in your organisation's name that can't be "
        + "seen: type it again.")]
    [InlineData("name", "Ann\u0007", "There are characters in your name that can't be seen: type it again.")]
    [InlineData("email", "rosa@", "Give an e-mail address: it looks like name@example.org.")]
    [InlineData("email", "Rosa <rosa@wildperu.example>", "Give an e-mail address: it looks like name@example.org.")]
    [InlineData("email", "rоsa@wildperu.example", "Give an e-mail address with plain letters before the @: no accents, "
        + "and none of another alphabet.")]
    [InlineData("message", "Hi\u0001", "There are characters in the message that can't be seen: type it again.")]
    public async Task a_form_that_cannot_be_taken_comes_back_with_the_reason(string field, string value, string reason)
    {
        var refused = await Enquires((field, value));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Equal(reason, refused.Alert);
        Assert.Equal(0, await _site.Rows.Ask<long>("SELECT count(*) FROM enquiry"));
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    private async Task<Seen> Enquires(params (string Name, string Value)[] instead)
    {
        var rosa = _site.Visitor();
        return await rosa.Submits((await rosa.Opens("/welcome")).Form(), [.. Answers, .. instead]);
    }

    private async Task<Seen> Decides(Visitor administrator, string decision, string answer = "")
    {
        var open = await _site.Rows.Ask<long>("SELECT id FROM enquiry WHERE state = 'open'");
        return await administrator.Submits(
            (await administrator.Opens($"/admin/enquiries/{open}")).Form(), ("decision", decision), ("answer", answer));
    }

    private async Task Signs(string email, string password)
    {
        var visitor = _site.Visitor();
        Assert.Equal(HttpStatusCode.SeeOther, (await visitor.Submits(
            (await visitor.Opens("/sign-in")).Form(), ("email", email), ("password", password))).Status);
    }
}
