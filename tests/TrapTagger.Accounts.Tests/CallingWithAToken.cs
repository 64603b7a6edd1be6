using System.Net;
using TrapTagger.Testing;

namespace TrapTagger.Accounts.Tests;

/// <summary>A script asks in the name of the person who made its token.</summary>
public sealed class CallingWithAToken : IAsyncDisposable
{
    private readonly TestClock _clock = new();
    private readonly SiteUnderTest _site;

    public CallingWithAToken() => _site = new(_clock);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task it_reads_the_results_that_its_owner_may_read()
    {
        var survey = await HasResults();
        var (_, token) = await MakesOne();

        var (status, text) = await Asks(token, $"/surveys/{survey}/results/labels.csv");

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.StartsWith("Label,Clusters,Frames,Sightings", text.TrimStart('\uFEFF'), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await Asks(token, $"/surveys/{survey}/results/frames.csv")).Status);
    }

    [Theory]
    [InlineData("GET", "/surveys")]
    [InlineData("GET", "/account")]
    [InlineData("GET", "/account/tokens")]
    [InlineData("POST", "/account/tokens")]
    [InlineData("GET", "/admin")]
    public async Task what_takes_no_tokens_refuses_it(string method, string path)
    {
        var (ann, token) = await MakesOne();
        await _site.Rows.Run("UPDATE person SET site_administrator = TRUE");

        Assert.Equal(HttpStatusCode.Unauthorized, (await Asks(token, path, new(method))).Status);
        // Nor does the cookie help a request that also brings a token.
        using var request = new HttpRequestMessage(new(method), path);
        request.Headers.Authorization = new("Bearer", token);
        using var both = await ann.Http.SendAsync(request, Stop);
        Assert.Equal(HttpStatusCode.Unauthorized, both.StatusCode);
    }

    [Fact]
    public async Task somebody_elses_survey_is_not_there()
    {
        await _site.Rows.HasPerson("Ben", "Strangers");
        var foreign = await _site.Rows.HasSurvey("Theirs", "Strangers");
        var (_, token) = await MakesOne();

        Assert.Equal(HttpStatusCode.NotFound, (await Asks(token, $"/surveys/{foreign}/results/labels.csv")).Status);
    }

    [Fact]
    public async Task it_opens_only_what_its_organisation_reaches_wherever_else_its_owner_works()
    {
        var (ann, token) = await MakesOne(("scopes", "results:read"));
        var upload = await MakesOne(ann, ("scopes", "files:upload"));
        var theirs = await HasResults("Theirs", "Other Park");
        await _site.Rows.Run("""
            INSERT INTO membership (organisation_id, person_id, role)
            SELECT o.id, p.id, 'admin' FROM organisation o JOIN person p ON p.email = 'ann@wild-test.example'
            WHERE o.name = 'Other Park'
            """);
        var (read, finish) = ($"/surveys/{theirs}/results/frames.csv", $"/surveys/{theirs}/upload/finish");
        Assert.Equal(HttpStatusCode.OK, (await ann.Opens(read)).Status);

        Assert.Equal(HttpStatusCode.NotFound, (await Asks(token, read)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await Asks(upload, finish, HttpMethod.Post)).Status);

        await _site.Rows.Run("""
            INSERT INTO survey_share (survey_id, organisation_id, owner_organisation_id, role, shared_by, shared_at,
                accepted_at)
            SELECT @theirs, h.id, o.id, 'read', p.id, '2026-01-01', '2026-01-02' FROM organisation o
            JOIN organisation h ON h.name = 'Wild Test' JOIN person p ON p.email = 'ann@wild-test.example'
            WHERE o.name = 'Other Park'
            """, new { theirs });
        Assert.Equal(HttpStatusCode.OK, (await Asks(token, read)).Status);
        var refused = await Asks(upload, finish, HttpMethod.Post);
        // Without a reason, which would say what Ann is in the other organisation.
        Assert.Equal((HttpStatusCode.Forbidden, ""), refused);
    }

    [Fact]
    public async Task one_for_a_survey_opens_no_other()
    {
        var (first, second) = (await HasResults(), await HasResults("Serengeti"));
        var (_, token) = await MakesOne(("survey", $"{first}"));

        Assert.Equal(HttpStatusCode.OK, (await Asks(token, $"/surveys/{first}/results/labels.csv")).Status);
        var (status, text) = await Asks(token, $"/surveys/{second}/results/labels.csv");
        Assert.Equal(HttpStatusCode.Unauthorized, status);
        Assert.Contains("This token is for another survey.", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task it_ends_when_it_is_revoked_expires_or_its_owner_leaves()
    {
        var path = $"/surveys/{await HasResults()}/results/labels.csv";
        var (ann, token) = await MakesOne();
        await ann.Submits((await ann.Opens("/account/tokens")).Form(".account-list form"));
        Assert.Equal(HttpStatusCode.Unauthorized, (await Asks(token, path)).Status);

        token = await MakesOne(ann);
        Assert.Equal(HttpStatusCode.OK, (await Asks(token, path)).Status);
        _clock.Advance(TimeSpan.FromDays(31));
        Assert.Equal(HttpStatusCode.Unauthorized, (await Asks(token, path)).Status);

        token = await MakesOne(await _site.SignsIn("ann@wild-test.example"));
        await _site.Rows.Run("DELETE FROM membership");
        Assert.Equal(HttpStatusCode.Unauthorized, (await Asks(token, path)).Status);
    }

    [Fact]
    public async Task it_does_what_it_was_made_for_and_nothing_else()
    {
        var survey = await HasResults();
        var (ann, results) = await MakesOne();
        var surveys = await MakesOne(ann, ("scopes", "surveys:read"));

        var (status, text) = await Asks(results, "/surveys.csv");
        Assert.Equal(HttpStatusCode.Unauthorized, status);
        Assert.Contains("This token was not made for this: it takes one with surveys:read.", text,
            StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Unauthorized, (await Asks(results, $"/surveys/{survey}/files.csv")).Status);
        Assert.Equal(HttpStatusCode.OK, (await Asks(surveys, $"/surveys/{survey}/files.csv")).Status);
        Assert.Equal(
            HttpStatusCode.Unauthorized, (await Asks(surveys, $"/surveys/{survey}/results/labels.csv")).Status);
    }

    [Fact]
    public async Task it_lists_the_surveys_that_its_owner_may_see()
    {
        var survey = await HasResults();
        await _site.Rows.HasPerson("Ben", "Strangers");
        await _site.Rows.HasSurvey("Theirs", "Strangers");
        var (ann, token) = await MakesOne(("scopes", "surveys:read"));

        var lines = (await Asks(token, "/surveys.csv")).Text.Split("\r\n");

        Assert.StartsWith("Id,Survey,Kind,Time Zone", lines[0].TrimStart('\uFEFF'), StringComparison.Ordinal);
        Assert.StartsWith($"{survey},Kruger,", lines[1], StringComparison.Ordinal);
        Assert.Equal(["Id", $"{survey}", ""], lines.Select(l => l.TrimStart('\uFEFF').Split(',')[0]));
        var (status, text) = await Asks(
            await MakesOne(ann, ("scopes", "surveys:read"), ("survey", $"{survey}")), "/surveys.csv");
        Assert.Equal(HttpStatusCode.Unauthorized, status);
        Assert.Contains("This token is for one survey", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("tt_")]
    [InlineData("")]
    [InlineData("nonsense")]
    public async Task what_is_no_token_opens_nothing(string token)
    {
        var path = $"/surveys/{await HasResults()}/results/labels.csv";
        Assert.Equal(HttpStatusCode.Unauthorized, (await Asks(token, path)).Status);
    }

    [Fact]
    public async Task it_is_shown_once_and_kept_as_a_hash()
    {
        var (ann, token) = await MakesOne();

        Assert.Matches("^tt_[\\w-]{43}$", token);
        Assert.DoesNotContain(token, (await ann.Opens("/account/tokens")).Raw, StringComparison.Ordinal);
        var row = await _site.Rows.Ask<string>("SELECT concat(token_hash, ' ', beginning) FROM api_token");
        Assert.DoesNotContain(token[8..], row, StringComparison.Ordinal);
        var before = await _site.Rows.Ask<long>("SELECT count(*) FROM api_token WHERE seen_at IS NULL");
        await Asks(token, $"/surveys/{await HasResults()}/results/labels.csv");
        Assert.Equal(1, before - await _site.Rows.Ask<long>("SELECT count(*) FROM api_token WHERE seen_at IS NULL"));
    }

    [Theory]
    [InlineData("name", " ", "Give the token a name, such as what uses it.")]
    [InlineData("scopes", "everything", "Choose what the token may do.")]
    [InlineData("days", "99999", "Choose how long the token works.")]
    [InlineData("survey", "987654321", "Choose one of your surveys.")]
    public async Task a_bad_choice_is_sent_back_with_the_reason(string field, string value, string reason)
    {
        var ann = await _site.SignedIn("Ann");
        var form = (await ann.Opens("/account/tokens")).Form("form.account");

        Assert.Equal(reason, (await ann.Submits(form, [.. Answers, (field, value)])).Alert);
        Assert.Equal(0, await _site.Rows.Ask<int>("SELECT count(*) FROM api_token"));
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    private static readonly (string Name, string Value)[] Answers =
        [("name", "Monthly report"), ("days", "30"), ("survey", "0"), ("scopes", "results:read")];

    private async Task<long> HasResults(string name = "Kruger", string organisation = "Wild Test") =>
        (await _site.Rows.HasResults(
            name, [new ClusterScene("Ridge", "2024-05-03 18:00:00", [1], "Jaguar")], organisation)).Survey;

    private async Task<(Visitor Ann, string Token)> MakesOne(params (string Name, string Value)[] answers)
    {
        var ann = await _site.SignedIn("Ann");
        return (ann, await MakesOne(ann, answers));
    }

    private static async Task<string> MakesOne(Visitor ann, params (string Name, string Value)[] answers) =>
        (await ann.Submits((await ann.Opens("/account/tokens")).Form("form.account"), [.. Answers, .. answers]))
        .Html.QuerySelector(".secret")!.TextContent;

    private async Task<(HttpStatusCode Status, string Text)> Asks(string token, string path, HttpMethod? method = null)
    {
        using var request = new HttpRequestMessage(method ?? HttpMethod.Get, path);
        request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {token}");
        using var answer = await _site.Visitor().Http.SendAsync(request, Stop);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(Stop));
    }
}
