using System.Net;
using TrapTagger.Testing;

namespace TrapTagger.Architecture.Tests.Rights;

/// <summary>A form is some lines that a person typed: more than that is not read at all.</summary>
public sealed class SendingTooMuch : IAsyncDisposable
{
    /// <summary>Those that hold the folders of a memory card.</summary>
    private static readonly string[] Long = ["/surveys", "/surveys/new/preview"];

    private readonly SiteUnderTest _site = new();

    [Fact]
    public async Task no_route_reads_a_form_of_many_kilobytes()
    {
        var scene = await _site.HasClusters(new SiteScene("North", 2));
        var sam = await _site.SignedInAsSiteAdministrator();
        await sam.Opens("/surveys");
        var (asked, wrong) = (0, new List<string>());
        foreach (var (method, pattern, _) in _site.Routes().Where(r => r.Method is "POST" or "PUT"))
        {
            var path = Paths.Filled(pattern, scene);
            using var answer = await sam.Sends(
                new(method), path, new FormUrlEncodedContent([new("name", new('x', 70_000))]));
            asked++;
            // What takes JSON alone looks at no form at all.
            var isRefused = answer.StatusCode
                is HttpStatusCode.RequestEntityTooLarge or HttpStatusCode.UnsupportedMediaType;
            if (isRefused == Long.Contains(path.TrimEnd('/')))
            {
                wrong.Add($"{method} {path}: {answer.StatusCode}");
            }
        }

        Assert.True(asked > 60, $"{asked} routes");
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();
}
