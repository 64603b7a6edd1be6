using System.Net;
using System.Text.RegularExpressions;
using TrapTagger.Platform.Identity;
using TrapTagger.Testing;

namespace TrapTagger.Architecture.Tests.Rights;

/// <summary>
/// The table of rights against the site: every route, by everybody, for a survey that is there and one that is not,
/// with the page's token and without. What is somebody else's is not there.
/// </summary>
public sealed class AskingForRights(ITestOutputHelper output) : IAsyncDisposable
{
    /// <summary>Asked last: whoever asked is signed out by it.</summary>
    private const string Leaving = "/account/sessions/end-all";

    private const string Absent = "987654321";

    private readonly SiteUnderTest _site = new();

    private long _place;

    [Fact]
    public void every_route_says_what_it_needs()
    {
        var silent = _site.Routes().Where(r => r.Need is null && !IsFile(r.Pattern)).Select(r => r.Pattern).ToList();

        Assert.True(silent is ["/health", "/alive"], string.Join('\n', silent));
    }

    [Fact]
    public async Task everybody_may_do_what_the_table_of_rights_says_and_nothing_else()
    {
        var scene = await _site.HasClusters(new SiteScene("North", 2));
        _place = await _site.Rows.Ask<long>("SELECT id FROM site WHERE survey_id = @Survey", new { scene.Survey });
        await _site.HasLetter("parked", id: "1");
        await _site.HasEnquiry(1);
        var routes = _site.Routes().Where(r => r.Need is not null and not NobodyNeed)
            .OrderBy(r => r.Pattern == Leaving).ToList();
        Assert.NotEmpty(routes);
        var (cases, wrong) = (0, new List<string>());
        foreach (var actor in await Actor.Everybody(_site, scene.Survey))
        {
            foreach (var (method, pattern, need) in routes)
            {
                foreach (var isThere in need is OwnedNeed ? [true, false] : (bool[])[true])
                {
                    foreach (var withToken in IsSafe(method) ? [true] : (bool[])[false, true])
                    {
                        cases++;
                        var path = Filled(pattern, isThere ? scene : null);
                        var expected = Expected(actor, need!, isThere);
                        var seen = await Ask(actor, new(method), path, withToken);
                        if (!Fits(expected, seen, IsSafe(method) || withToken) && !IsOthers(pattern, expected, seen))
                        {
                            var how = withToken ? "" : "without token ";
                            wrong.Add($"{actor.Name}: {method} {path} {how}is {seen}, not {expected}");
                        }
                    }
                }
            }
        }
        output.WriteLine($"{cases} cases: {routes.Count} routes");
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    private enum Verdict
    {
        Allowed,
        AskedToSignIn,
        NotThere,
        Forbidden,
    }

    private static Verdict Expected(Actor actor, Need need, bool isThere) => (need, actor) switch
    {
        (_, { IsStranger: true }) => Verdict.AskedToSignIn,
        (PersonNeed or MemberNeed, _) => Verdict.Allowed,
        (SiteAdministratorNeed, _) => actor.IsSiteAdministrator ? Verdict.Allowed : Verdict.NotThere,
        // They all work for one, and read there what they may not do.
        (OrganisationNeed o, _) => (actor.InOrganisation & o.Right) != 0 ? Verdict.Allowed : Verdict.Forbidden,
        (OwnedNeed s, _) => Of(isThere ? actor.OnSurvey : Right.None, s.Right),
        _ => throw new InvalidOperationException($"What {need} means is not in this table yet."),
    };

    private static Verdict Of(Right has, Right needed) => has switch
    {
        Right.None => Verdict.NotThere,
        _ when (has & needed) != 0 => Verdict.Allowed,
        _ => Verdict.Forbidden,
    };

    private static bool Fits(Verdict expected, HttpStatusCode seen, bool withToken) => expected switch
    {
        // What a script reads (JSON, events) has no page to lead to the form from: it is refused instead.
        Verdict.AskedToSignIn => seen is HttpStatusCode.Redirect or HttpStatusCode.Unauthorized,
        Verdict.NotThere => seen is HttpStatusCode.NotFound,
        Verdict.Forbidden => seen is HttpStatusCode.Forbidden,
        _ when !withToken => seen is HttpStatusCode.BadRequest,
        // Whatever it makes of an empty form.
        _ => seen is not (HttpStatusCode.NotFound or HttpStatusCode.Forbidden or HttpStatusCode.Redirect
            or HttpStatusCode.Unauthorized or HttpStatusCode.MethodNotAllowed or >= HttpStatusCode.InternalServerError),
    };

    /// <summary>A thing beside surveys that nobody here has: a notice, a piece of work.</summary>
    private static bool IsOthers(string pattern, Verdict expected, HttpStatusCode seen) =>
        expected == Verdict.Allowed && seen == HttpStatusCode.NotFound
        && !pattern.StartsWith("/surveys/", StringComparison.Ordinal)
        && !pattern.Contains("{set", StringComparison.Ordinal)
        && pattern.Contains('{', StringComparison.Ordinal);

    private static async Task<HttpStatusCode> Ask(Actor actor, HttpMethod method, string path, bool withToken)
    {
        if (!IsSafe(method.Method) && withToken)
        {
            await actor.Visitor.Opens("/annotate");
            using var form = new FormUrlEncodedContent([]);
            var answer = await actor.Visitor.Sends(method, path, form);
            return answer.StatusCode == HttpStatusCode.UnsupportedMediaType
                ? (await actor.Visitor.Sends(method, path)).StatusCode
                : answer.StatusCode;
        }
        using var request = new HttpRequestMessage(method, path);
        // The head is enough: a live page never ends.
        using var response = await actor.Visitor.Http.SendAsync(
            request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        return response.StatusCode;
    }

    private static bool IsSafe(string method) => method is "GET" or "HEAD";

    /// <summary>A file for anyone; the pattern is that of any file beside the pages.</summary>
    private static bool IsFile(string pattern) =>
        pattern == "/{**path:file}" || (!pattern.Contains('{', StringComparison.Ordinal) && Path.HasExtension(pattern));

    private string Filled(string pattern, LabellingScene? scene) =>
        Regex.Replace(pattern, @"\{(\w+)[^}]*\}", value => value.Groups[1].Value switch
        {
            "set" => scene is null ? Absent : $"{scene.Set}",
            // What is offered: answering would change what the others may do.
            "survey" when pattern.StartsWith("/organisation/", StringComparison.Ordinal) => "1",
            "survey" => scene is null ? Absent : $"{scene.Survey}",
            "id" when pattern.StartsWith("/surveys/", StringComparison.Ordinal) =>
                scene is null ? Absent : $"{scene.Survey}",
            "id" when pattern.StartsWith("/account/sessions/", StringComparison.Ordinal) => Absent, // not the own one
            "site" => $"{_place}",
            "table" or "plot" => "labels",
            "batch" => "4292b7c6-a7f4-4ad6-ba3b-2e86ddb0087c",
            _ => "1",
        });

    public ValueTask DisposeAsync() => _site.DisposeAsync();
}
