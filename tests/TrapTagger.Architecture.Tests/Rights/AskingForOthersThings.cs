using System.Net;
using System.Text.RegularExpressions;
using TrapTagger.Platform.Identity;
using TrapTagger.Testing;

namespace TrapTagger.Architecture.Tests.Rights;

/// <summary>
/// What belongs to one person or one organisation, asked for by another one who may do everything at home: it is not
/// there, as what never was, and nothing happens to it. <see cref="AskingForRights"/> asks for surveys and sets.
/// </summary>
public sealed class AskingForOthersThings(ITestOutputHelper output) : IAsyncDisposable
{
    private const long Absent = 987654321;

    /// <summary>Each route that names such a thing, in an order in which their owner can ask for all.</summary>
    private static readonly (string Method, string Pattern, string Thing)[] Things =
    [
        ("POST", "/notices/{id}/read", "notice"),
        ("GET", "/notices/{id}", "notice"),
        ("POST", "/account/sessions/{id:long}/end", "session"),
        ("POST", "/account/passkeys/{id:long}/remove", "passkey"),
        ("POST", "/account/tokens/{id:long}/revoke", "api_token"),
        ("GET", "/organisation/people/{person:long}", "member"),
        ("POST", "/organisation/people/{person:long}", "member"),
        ("POST", "/organisation/people/{person:long}/remove", "member"),
        ("POST", "/organisation/invitations/{id:long}/withdraw", "sent invitation"),
        ("POST", "/organisation/shared/{survey:long}/accept", "offered survey"),
        ("POST", "/organisation/shared/{survey:long}/decline", "refused survey"),
        ("POST", "/invitations/{id:long}/accept", "invitation"),
        ("POST", "/invitations/{id:long}/decline", "refused invitation"),
    ];

    private readonly SiteUnderTest _site = new();

    [Fact]
    public void every_route_that_names_a_persons_or_an_organisations_thing_is_in_the_table()
    {
        var named = _site.Routes()
            .Where(r => r.Need is PersonNeed or MemberNeed or OrganisationNeed && r.Pattern.Contains('{'))
            .Select(r => $"{r.Method} {r.Pattern}");

        Assert.Equal(Things.Select(t => $"{t.Method} {t.Pattern}").Order(), named.Order());
    }

    [Fact]
    public async Task somebody_elses_is_not_there_and_stays_as_it_was()
    {
        var scene = await OthersThings.HasAsync(_site);
        var (ann, eve) = (await _site.SignsIn(scene.Owner), await _site.SignedIn("Eve", "Elsewhere"));
        var (cases, wrong) = (0, new List<string>());
        var before = await scene.Look();

        foreach (var (method, pattern, thing) in Things)
        {
            foreach (var (who, visitor, id) in new[] { ("foreign", eve, scene.Ids[thing]), ("absent", ann, Absent) })
            {
                cases++;
                if (await Ask(visitor, method, pattern, id) is not HttpStatusCode.NotFound and var seen)
                {
                    wrong.Add($"{who}: {method} {pattern} is {seen}");
                }
            }
        }
        Assert.Equal(before, await scene.Look());
        foreach (var (method, pattern, thing) in Things)
        {
            cases++;
            if (await Ask(ann, method, pattern, scene.Ids[thing]) is var seen and >= HttpStatusCode.BadRequest)
            {
                wrong.Add($"own: {method} {pattern} is {seen}");
            }
        }

        output.WriteLine($"{cases} cases: {Things.Length} routes");
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        Assert.NotEqual(before, await scene.Look());
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    private static async Task<HttpStatusCode> Ask(Visitor who, string method, string pattern, long id)
    {
        var path = Regex.Replace(pattern, @"\{[^}]+\}", $"{id}");
        if (method == "GET")
        {
            return (await who.Opens(path)).Status;
        }
        await who.Opens("/account");
        using var form = new FormUrlEncodedContent([KeyValuePair.Create("role", "read")]);
        using var answer = await who.Sends(HttpMethod.Post, path, form);
        return answer.StatusCode;
    }
}
