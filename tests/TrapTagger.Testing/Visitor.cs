using System.Net;
using System.Net.Http.Json;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace TrapTagger.Testing;

/// <summary>A person with a browser: it sees documents and submits forms it has seen.</summary>
public sealed class Visitor(HttpClient http)
{
    private string? _token;

    public HttpClient Http => http;

    public async Task<Seen> Opens(string path)
    {
        var seen = await Seen.From(await http.GetAsync(path));
        _token = seen.Html.QuerySelector("meta[name=request-token]")?.GetAttribute("content") ?? _token;
        return seen;
    }

    public async Task<Seen> Submits(IHtmlFormElement form, params (string Name, string Value)[] answers)
    {
        var fields = form.Elements.OfType<IHtmlInputElement>()
            .Where(i => i.Name is { Length: > 0 } && (i.Type is not ("checkbox" or "radio") || i.IsChecked))
            .Select(i => (Name: i.Name!, i.Value))
            .Concat(form.Elements.OfType<IHtmlSelectElement>().Select(s => (Name: s.Name!, Value: s.Value!)))
            .Concat(form.Elements.OfType<IHtmlTextAreaElement>().Select(t => (Name: t.Name!, t.Value)))
            .Where(f => answers.All(answer => answer.Name != f.Name))
            .Concat(answers.GroupBy(answer => answer.Name).Select(same => same.Last()))
            .Select(f => KeyValuePair.Create(f.Name, f.Value));
        return await Seen.From(await http.PostAsync(form.GetAttribute("action"), new FormUrlEncodedContent(fields)));
    }

    /// <summary>
    /// What a script of the last opened page sends: JSON, or content as it is, with the page's token.
    /// </summary>
    public async Task<HttpResponseMessage> Sends(HttpMethod method, string path, object? body = null)
    {
        using var request = new HttpRequestMessage(method, path)
        {
            Content = body as HttpContent ?? JsonContent.Create(body),
        };
        request.Headers.Add("RequestVerificationToken", _token);
        return await http.SendAsync(request);
    }
}

/// <summary>What came back.</summary>
public sealed record Seen(HttpStatusCode Status, IHtmlDocument Html, string Raw, Uri? Location)
{
    public string? Alert => Html.QuerySelector("[role=alert]")?.TextContent.Trim();

    public string Text => Html.Body?.TextContent ?? "";

    public IHtmlFormElement Form(string selector = "main form") => Html.QuerySelector(selector) as IHtmlFormElement
        ?? throw new InvalidOperationException($"No {selector} in:\n{Raw}");

    internal static async Task<Seen> From(HttpResponseMessage response)
    {
        var raw = await response.Content.ReadAsStringAsync();
        return new(response.StatusCode, new HtmlParser().ParseDocument(raw), raw, response.Headers.Location);
    }
}
