using System.Net;
using System.Net.Http.Headers;
using TrapTagger.Testing;

namespace TrapTagger.Accounts.Tests.Access;

/// <summary>Who may not do something reads what they are, and who gives more; never a stranger's name.</summary>
public sealed class BeingRefused : IAsyncDisposable
{
    private readonly SiteUnderTest _site = new();

    [Theory]
    [InlineData(
        "hidden", true, "In Wild Test your role is guest: somebody who sees no survey but those opened to them, and "
            + "may label.")]
    [InlineData(
        "worker", false, "In Wild Test your role is annotator: somebody who labels, and sees nothing else, and may not "
            + "label.")]
    public async Task why_somebody_can_make_no_survey(string role, bool mayLabel, string sentence)
    {
        await _site.Rows.HasPerson("Ann Field", "Wild Test");
        await _site.Rows.HasPerson("Blocked", "Wild Test");
        await _site.Rows.Run("UPDATE person SET blocked_at = '2026-05-01' WHERE name = 'Blocked'");
        var bob = await Member("Bob", role, mayLabel);

        var seen = await bob.Opens("/surveys/new");

        Assert.Equal(HttpStatusCode.Forbidden, seen.Status);
        Assert.Equal("You may not make surveys", seen.Html.QuerySelector("h1")!.TextContent);
        Assert.Equal(
            $"{sentence} Making surveys is a right of its own, beside the role. "
                + "Ask Ann Field, who is administrator there.",
            seen.Html.QuerySelector("main p")!.TextContent);
        Assert.Equal(
            "/surveys/new",
            (await bob.Opens("/surveys")).Html.QuerySelector(".page-head a")!.GetAttribute("href"));
    }

    [Theory]
    [InlineData("edit", "You may not change this survey")]
    [InlineData("delete", "You may not delete this survey")]
    public async Task what_is_missing_for_a_survey(string page, string title)
    {
        await _site.Rows.HasPerson("Ann", "Wild Test");
        await _site.Rows.HasPerson("Amy", "Wild Test");
        var survey = await _site.Rows.HasSurvey();
        var rita = await Member("Rita", "read", mayLabel: true);

        var seen = await rita.Opens($"/surveys/{survey}/{page}");

        Assert.Equal(HttpStatusCode.Forbidden, seen.Status);
        Assert.Equal(title, seen.Html.QuerySelector("h1")!.TextContent);
        Assert.Contains("your role is reader", seen.Text, StringComparison.Ordinal);
        Assert.Contains("Ask one of its administrators: Amy, Ann.", seen.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task an_administrator_reads_that_they_can_help_themselves()
    {
        var ann = ForPeople(await _site.SignedIn());
        await _site.Rows.Run("UPDATE membership SET may_create = FALSE");

        Assert.Contains(
            "As administrator you give rights under People of Wild Test, also to yourself.",
            (await ann.Opens("/surveys/new")).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("edit", "Wild Test can let your organisation do more.")]
    [InlineData("delete", "Only Wild Test, whose survey it is, does that.")]
    public async Task whose_survey_is_shared_and_nobody_of_theirs_is_named(string page, string sentence)
    {
        var ann = await _site.SignedIn("Annabel");
        var survey = await _site.Rows.HasSurvey();
        var eve = ForPeople(await _site.SignedIn("Eve", "Elsewhere"));
        Assert.Equal(HttpStatusCode.NotFound, (await eve.Opens($"/surveys/{survey}/{page}")).Status);
        await ann.Submits(
            (await ann.Opens($"/surveys/{survey}/access")).Form("form[action$=shares]"),
            ("organisation", "Elsewhere"), ("role", "read"));
        await eve.Submits((await eve.Opens("/organisation/shared")).Form("form[action$=accept]"));

        var seen = await eve.Opens($"/surveys/{survey}/{page}");

        Assert.Equal(HttpStatusCode.Forbidden, seen.Status);
        Assert.Contains(sentence, seen.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Annabel", seen.Raw, StringComparison.Ordinal);
    }

    [Fact]
    public async Task a_script_gets_the_sentences()
    {
        await _site.Rows.HasPerson("Ann", "Wild Test");
        var bob = await Member("Bob", "read", mayLabel: false);
        bob.Http.DefaultRequestHeaders.Accept.Clear();

        Assert.StartsWith(
            "You may not decide who may do what in Wild Test. In Wild Test your role is reader",
            (await bob.Opens("/organisation")).Raw, StringComparison.Ordinal);
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    private async Task<Visitor> Member(string name, string role, bool mayLabel)
    {
        var (person, _, email) = await _site.Rows.HasPerson(name, "Wild Test");
        await _site.Rows.Run("""
            UPDATE membership SET role = @role, may_create = FALSE, may_label = @mayLabel WHERE person_id = @person
            """, new { person, role, mayLabel });
        return ForPeople(await _site.SignsIn(email));
    }

    private static Visitor ForPeople(Visitor visitor)
    {
        visitor.Http.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue("text/html"));
        return visitor;
    }
}
