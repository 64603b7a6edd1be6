using System.Net;
using TrapTagger.Testing;

namespace TrapTagger.Accounts.Tests.Invitations;

public sealed class AskingForAnInvitation : IAsyncDisposable
{
    private readonly TestClock _clock = new();
    private readonly SiteUnderTest _site;

    public AskingForAnInvitation() => _site = new(_clock);

    [Fact]
    public async Task its_administrators_are_told_and_the_form_to_invite_has_the_address()
    {
        var (ann, tom) = (await _site.SignedIn(), await HasTom());
        await _site.Rows.HasPerson("Bob", "Wild Test");
        await _site.Rows.Run(
            "UPDATE membership SET role = 'write' WHERE person_id = (SELECT id FROM person WHERE name = 'Bob')");

        await Asks(tom, " wild  TEST ");

        var link = Assert.Single((await ann.Opens("/notices")).Html.QuerySelectorAll(".notices a"));
        Assert.Equal("Tom (tom@elsewhere.example) asks you for an invitation.", link.TextContent);
        var opened = await ann.Opens(link.GetAttribute("href")!);
        Assert.Equal("/organisation?invite=tom%40elsewhere.example#invite", opened.Location!.OriginalString);
        var form = (await ann.Opens("/organisation?invite=tom%40elsewhere.example")).Form("form[action$=invitations]");
        Assert.Equal("tom@elsewhere.example", form.QuerySelector("input[name=email]")!.GetAttribute("value"));
        await ann.Submits(form, ("role", "read"));
        await tom.Submits((await tom.Opens("/no-organisation")).Form("form[action$=accept]"));
        Assert.Equal("/", (await tom.Opens("/no-organisation")).Location?.ToString());
        Assert.Equal(1, await _site.Rows.Ask<long>("SELECT count(*) FROM notice WHERE text LIKE 'Tom (%'"));
    }

    [Theory]
    [InlineData("Nowhere")]
    [InlineData("Wild")]
    [InlineData("Closed Park")]
    public async Task the_answer_does_not_tell_whether_there_is_such_an_organisation(string name)
    {
        await _site.Rows.HasPerson("Ann", "Wild Test");
        await _site.Rows.HasPerson("Eve", "Closed Park");
        await _site.Rows.Run("UPDATE organisation SET suspended_at = '2026-01-01' WHERE name = 'Closed Park'");
        var tom = await HasTom();

        var (there, notThere) = (await Asks(tom, "Wild Test"), await Asks(tom, name));

        Assert.Equal((there.Status, there.Location, there.Raw), (notThere.Status, notThere.Location, notThere.Raw));
        Assert.StartsWith(
            "If there is an organisation of that name here",
            (await tom.Opens(there.Location!.ToString())).Html.QuerySelector("[role=status]")!.TextContent.Trim(),
            StringComparison.Ordinal);
        Assert.Equal(1, await _site.Rows.Ask<long>("SELECT count(*) FROM notice"));
    }

    [Fact]
    public async Task five_times_a_day_is_enough()
    {
        var tom = await HasTom();
        for (var i = 0; i < AskForInvitation.MostADay; i++)
        {
            Assert.Equal(HttpStatusCode.SeeOther, (await Asks(tom, $"Park {i}")).Status);
        }

        var refused = await Asks(tom, "Wild Test");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Equal("You have asked 5 times today: wait for an answer, or ask again tomorrow.", refused.Alert);

        _clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(HttpStatusCode.SeeOther, (await Asks(tom, "Wild Test")).Status);
    }

    [Fact]
    public async Task a_name_is_needed_and_whoever_has_an_organisation_asks_none()
    {
        var tom = await HasTom();
        Assert.Equal("Give the organisation's name, as they write it.", (await Asks(tom, " ")).Alert);
        Assert.NotNull((await tom.Opens("/no-organisation")).Html.QuerySelector("a[href='/welcome#enquire']"));

        var ann = await _site.SignedIn();
        await ann.Opens("/surveys");
        using var answer = await ann.Sends(
            HttpMethod.Post, "/no-organisation/ask",
            new FormUrlEncodedContent([KeyValuePair.Create("organisation", "Wild Test")]));
        Assert.Equal("/", answer.Headers.Location!.ToString());
        Assert.Equal(0, await _site.Rows.Ask<long>("SELECT count(*) FROM notice"));
    }

    [Fact]
    public async Task what_names_somebody_goes_with_their_account()
    {
        await _site.Rows.HasPerson("Ann", "Wild Test");
        var tom = await HasTom();
        await Asks(tom, "Wild Test");

        await tom.Submits((await tom.Opens("/account/delete")).Form(), ("password", SiteRows.Password));

        Assert.Equal(0, await _site.Rows.Ask<long>("SELECT count(*) FROM notice"));
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    private async Task<Visitor> HasTom()
    {
        var tom = await _site.Rows.HasPerson("Tom", "Elsewhere");
        await _site.Rows.Run("DELETE FROM membership WHERE person_id = @Person", new { tom.Person });
        return await _site.SignsIn(tom.Email);
    }

    private static async Task<Seen> Asks(Visitor tom, string organisation) => await tom.Submits(
        (await tom.Opens("/no-organisation")).Form("form[action$=ask]"), ("organisation", organisation));
}
