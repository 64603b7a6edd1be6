using System.Net;
using System.Text.RegularExpressions;
using TrapTagger.Testing;

namespace TrapTagger.Accounts.Tests;

public sealed partial class MakingTheFirstOrganisation : IAsyncLifetime
{
    private static readonly (string, string)[] Answers =
    [
        ("organisation", "Wild Peru & Co"), ("name", "Ann Field"), ("email", "ann@example.org"),
        ("password", "correct horse battery staple"),
    ];

    private readonly TestClock _clock = new();
    private readonly SiteUnderTest _site;

    public MakingTheFirstOrganisation() => _site = new(_clock);

    /// <summary>The link is printed when there are tables, a moment after the site listens.</summary>
    public async ValueTask InitializeAsync() =>
        await Eventually.Is(() => Task.FromResult(_site.Log.Any(Printed().IsMatch)), isPrinted => isPrinted);

    [Fact]
    public async Task the_printed_link_makes_it_and_lets_its_administrator_in()
    {
        var ann = _site.Visitor();

        var made = await ann.Submits((await ann.Opens(Link())).Form(), Answers);

        Assert.Equal(HttpStatusCode.SeeOther, made.Status);
        var surveys = await ann.Opens("/surveys");
        Assert.Contains("Wild Peru & Co", surveys.Text, StringComparison.Ordinal);
        Assert.Equal("wild-peru-co", await _site.Rows.Ask<string>("SELECT folder FROM organisation"));
        Assert.Equal("admin", await _site.Rows.Ask<string>("SELECT role FROM membership"));
        Assert.Equal(HttpStatusCode.OK, (await ann.Opens("/admin")).Status);
        Assert.DoesNotContain(
            "horse", await _site.Rows.Ask<string>("SELECT password_hash FROM person"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task the_audit_log_begins_with_it()
    {
        var ann = _site.Visitor();
        await ann.Submits((await ann.Opens(Link())).Form(), Answers);

        var row = (await ann.Opens("/admin/audit")).Html.QuerySelectorAll("tbody tr")[^1];

        Assert.Equal(
            ["Ann Field", "Organisation created", "Wild Peru & Co", "Wild Peru & Co"],
            row.QuerySelectorAll("td").Skip(1).Take(4).Select(cell => cell.TextContent.Trim()));
    }

    [Fact]
    public async Task the_link_works_once()
    {
        var (ann, ben) = (_site.Visitor(), _site.Visitor());
        var bensForm = (await ben.Opens(Link())).Form();
        await ann.Submits((await ann.Opens(Link())).Form(), Answers);

        var late = await ben.Submits(bensForm, [.. Answers[..2], ("email", "ben@example.org"), Answers[3]]);

        Assert.Equal(HttpStatusCode.Gone, late.Status);
        Assert.Equal(1, await _site.Rows.Ask<long>("SELECT count(*) FROM person"));
        Assert.DoesNotContain("<form class=\"card", (await ben.Opens(Link())).Raw, StringComparison.Ordinal);
    }

    [Fact]
    public async Task of_two_people_at_the_same_moment_one_gets_it()
    {
        var visitors = Enumerable.Range(0, 8).Select(_ => _site.Visitor()).ToList();
        var forms = await Task.WhenAll(visitors.Select(async v => (Visitor: v, Form: (await v.Opens(Link())).Form())));

        var seen = await Task.WhenAll(forms.Select((f, i) =>
            f.Visitor.Submits(f.Form, [.. Answers[..2], ("email", $"v{i}@example.org"), Answers[3]])));

        Assert.Single(seen, s => s.Status == HttpStatusCode.SeeOther);
        Assert.Equal(1, await _site.Rows.Ask<long>("SELECT count(*) FROM organisation"));
        Assert.Equal(1, await _site.Rows.Ask<long>("SELECT count(*) FROM person"));
    }

    [Fact]
    public async Task a_day_later_the_link_is_worth_nothing()
    {
        var ann = _site.Visitor();
        var form = (await ann.Opens(Link())).Form();
        _clock.Advance(TimeSpan.FromHours(25));

        Assert.Equal(HttpStatusCode.Gone, (await ann.Submits(form, Answers)).Status);
        Assert.Equal(0, await _site.Rows.Ask<long>("SELECT count(*) FROM organisation"));
    }

    [Fact]
    public async Task the_link_is_not_in_the_database()
    {
        var token = Link().Split('/')[^1];

        Assert.Equal(0, await _site.Rows.Ask<long>(
            "SELECT count(*) FROM first_run_link WHERE token_hash = @token", new { token }));
    }

    [Theory]
    [InlineData("organisation", " ", "Give your organisation a name.")]
    [InlineData("name", "", "Tell us your name.")]
    [InlineData("email", "ann", "Give an e-mail address: it looks like name@example.org.")]
    [InlineData("password", "", "Choose a password.")]
    [InlineData("password", "too short", "Make the password at least 12 characters long: a few words do well.")]
    public async Task a_form_that_cannot_be_taken_comes_back_with_the_reason_and_can_be_sent_again(
        string field, string value, string reason)
    {
        var ann = _site.Visitor();
        var form = (await ann.Opens(Link())).Form();

        var refused = await ann.Submits(form, [.. Answers.Where(a => a.Item1 != field), (field, value)]);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Equal(reason, refused.Alert);
        Assert.Equal(HttpStatusCode.SeeOther, (await ann.Submits(refused.Form(), Answers)).Status);
    }

    [Theory]
    [InlineData("WildEye Conservation", "wildeye-conservation")]
    [InlineData("  Ø & ..// ", "organisation")]
    [InlineData("a_b  c", "a-b-c")]
    public void an_organisations_folder_is_made_from_its_name(string name, string folder) =>
        Assert.Equal(folder, OrganisationFolder.Of(name));

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    private string Link() => _site.Log.Select(l => Printed().Match(l)).First(m => m.Success).Groups[1].Value;

    [GeneratedRegex("First run: open \\S*?(/first-run/\\S+)")]
    private static partial Regex Printed();
}
