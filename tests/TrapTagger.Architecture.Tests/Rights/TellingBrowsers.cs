using System.Net;
using System.Text.RegularExpressions;
using TrapTagger.Testing;

namespace TrapTagger.Architecture.Tests.Rights;

/// <summary>What browsers may do with an answer, in its headers: of every route, and of what went wrong.</summary>
public sealed class TellingBrowsers : IAsyncDisposable
{
    private readonly SiteUnderTest _site = new();

    [Fact]
    public async Task every_answer_says_what_may_be_done_with_it()
    {
        var scene = await _site.HasClusters(new SiteScene("North", 2));
        var sam = await _site.SignedInAsSiteAdministrator();
        var wrong = new List<string>();
        var paths = _site.Routes().Where(r => r.Method == "GET").Select(r => Paths.Filled(r.Pattern, scene)).Distinct()
            .Append("/no/such/page").ToList();
        foreach (var path in paths)
        {
            foreach (var visitor in (Visitor[])[sam, _site.Visitor()])
            {
                wrong.AddRange(await Faults(visitor, path));
            }
        }

        Assert.True(paths.Count > 60);
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Theory]
    [InlineData("text/html")]
    [InlineData("application/json")]
    public async Task so_does_the_answer_of_a_handler_that_failed_which_says_nothing_of_why(string accept)
    {
        var visitor = _site.Visitor();
        visitor.Http.DefaultRequestHeaders.Accept.ParseAdd(accept);
        await _site.Rows.Run("ALTER TABLE first_run_link RENAME TO first_run_link_away");

        var faults = await Faults(visitor, "/first-run/abc", HttpStatusCode.InternalServerError);
        var seen = await visitor.Opens("/first-run/abc");

        await _site.Rows.Run("ALTER TABLE first_run_link_away RENAME TO first_run_link");
        Assert.Empty(faults);
        Assert.DoesNotMatch("(?i)exception|first_run|\\.cs:|   at ", seen.Raw);
    }

    [Fact]
    public async Task so_does_a_photograph_which_is_a_document_that_can_do_nothing()
    {
        var scene = await _site.HasClusters(new SiteScene("North", 2));
        var sam = await _site.SignedInAsSiteAdministrator();
        var (_, leased) = await LabellingPage.OpenedBy(sam, scene.Set);
        var address = leased.Clusters[0].Frames[0].Screen;
        var file = Path.Combine(
            _site.Data.FullName, "objects", Uri.UnescapeDataString(address.Split('?')[0]["/objects/".Length..]));
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        await File.WriteAllTextAsync(file, "a photograph", TestContext.Current.CancellationToken);

        using var answer = await sam.Http.GetAsync(address, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(
            "default-src 'none'; sandbox; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
            answer.Headers.GetValues("Content-Security-Policy").Single());
        Assert.Contains("private", answer.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
        Assert.Empty(await Faults(sam, address));
    }

    [Theory]
    [InlineData("https://traps.example.org", "max-age=31536000; includeSubDomains")]
    [InlineData("http://traps.example.org", null)]
    [InlineData("https://localhost", null)]
    [InlineData("https://127.0.0.1", null)]
    public async Task over_https_a_site_is_asked_for_by_https_alone_from_then_on(string site, string? expected)
    {
        var visitor = _site.Visitor();
        visitor.Http.BaseAddress = new(site);
        foreach (var path in (string[])["/sign-in", "/css/site.css", "/no/such/page", "/objects/a.jpg?e=1"])
        {
            using var answer = await visitor.Http.GetAsync(path, TestContext.Current.CancellationToken);
            Assert.Equal(expected ?? "", One(answer, "Strict-Transport-Security"));
        }
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    private static async Task<List<string>> Faults(Visitor visitor, string path, HttpStatusCode? status = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        // The head is enough: a live page never ends.
        using var answer = await visitor.Http.SendAsync(
            request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        var policy = One(answer, "Content-Security-Policy");
        var type = answer.Content.Headers.ContentType?.ToString() ?? "";
        var kept = answer.Headers.CacheControl;
        (string What, bool IsWrong)[] faults =
        [
            ("status", status is { } expected && answer.StatusCode != expected),
            ("policy", !policy.Contains("default-src 'none'", StringComparison.Ordinal)
                || !policy.Contains("base-uri 'none'", StringComparison.Ordinal)
                || !policy.Contains("frame-ancestors '", StringComparison.Ordinal)),
            ("sniffing", One(answer, "X-Content-Type-Options") != "nosniff"),
            ("referrer", One(answer, "Referrer-Policy") != "same-origin"),
            ("opener", One(answer, "Cross-Origin-Opener-Policy") != "same-origin"),
            ("permissions", One(answer, "Permissions-Policy").Length == 0),
            ("letters", Regex.IsMatch(type, "^text/|svg") && !type.Contains("charset=utf-8")
                && !type.StartsWith("text/event-stream", StringComparison.Ordinal)),
            ("keeping", kept is null
                || (Regex.IsMatch(type, "html|json|csv|zip") && !IsFile(path) && !kept.NoStore)),
        ];
        var seen = $"{path} {(int)answer.StatusCode} {type}";
        return [.. faults.Where(f => f.IsWrong).Select(f => $"{seen}: {f.What} {kept}")];
    }

    private static bool IsFile(string path) => Path.GetExtension(path) is ".webmanifest" or ".map";

    private static string One(HttpResponseMessage answer, string header) =>
        answer.Headers.TryGetValues(header, out var values) ? string.Join(" | ", values) : "";
}
