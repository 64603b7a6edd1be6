using System.Net;
using TrapTagger.Testing;

namespace TrapTagger.Architecture.Tests;

/// <summary>Nothing changes for a request that another site made a browser send.</summary>
public sealed class Antiforgery : IAsyncDisposable
{
    /// <summary>
    /// Unsafe routes whose permission is a signature in the URL, not the cookie a browser sends along.
    /// </summary>
    private static readonly string[] Signed = ["/objects/{**key}"];

    /// <summary>
    /// Pages for anyone. The last is any file beside the pages: one that is not there is not found, whoever asks.
    /// </summary>
    private static readonly string[] Open =
    [
        "/", "/sign-in", "/sign-out", "/first-run/{token}", "/error", "/error/{status:int}", "/health", "/alive",
        "/{**path:file}",
    ];

    private readonly SiteUnderTest _site = new();

    [Fact]
    public async Task every_unsafe_route_refuses_a_request_without_a_token()
    {
        var ann = await _site.SignedIn();
        var routes = _site.Routes()
            .Where(r => r.Method is not ("GET" or "HEAD") && !Signed.Contains(r.Pattern))
            .ToList();
        Assert.NotEmpty(routes);

        foreach (var (method, pattern) in routes)
        {
            using var request = new HttpRequestMessage(new(method), Filled(pattern));
            var response = await ann.Http.SendAsync(request, TestContext.Current.CancellationToken);
            Assert.True(
                response.StatusCode is HttpStatusCode.BadRequest, $"{method} {pattern} answered {response.StatusCode}");
        }
    }

    [Fact]
    public async Task every_page_but_the_doors_asks_a_stranger_to_sign_in()
    {
        var stranger = _site.Visitor();
        var pages = _site.Routes()
            .Where(r => r.Method == "GET" && !Open.Contains(r.Pattern) && !Signed.Contains(r.Pattern))
            .Where(r => r.Pattern.Contains('{') || !Path.HasExtension(r.Pattern)) // the rest are files, for anyone
            .ToList();
        Assert.NotEmpty(pages);

        foreach (var (method, pattern) in pages)
        {
            var response = await stranger.Http.GetAsync(Filled(pattern), TestContext.Current.CancellationToken);
            // What a script reads (JSON, events) has no page to lead to the form from: it is refused instead.
            Assert.True(
                response.StatusCode is HttpStatusCode.Redirect or HttpStatusCode.Unauthorized,
                $"{method} {pattern} answered {response.StatusCode}");
        }
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    private static string Filled(string pattern) =>
        System.Text.RegularExpressions.Regex.Replace(pattern, @"\{[^}]*:long\}|\{[^}]*:int\}|\{[^}]*\}", "1");
}
