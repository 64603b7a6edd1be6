using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace TrapTagger.Testing;

/// <summary>An annotation page that somebody has open: what its script sends and what it is told.</summary>
public sealed class LabellingPage
{
    private readonly Visitor _visitor;
    private readonly string _root;

    private LabellingPage(Visitor visitor, long set) => (_visitor, _root) = (visitor, $"/annotate/{set}");

    public Guid Batch { get; } = Guid.NewGuid();

    /// <summary>The page as it opens, with its token; nothing is leased yet.</summary>
    public static async Task<LabellingPage> Of(Visitor visitor, long set)
    {
        var seen = await visitor.Opens($"/annotate/{set}");
        return seen.Status == HttpStatusCode.OK
            ? new(visitor, set)
            : throw new InvalidOperationException($"The page answered {seen.Status}.");
    }

    /// <summary>Opens and sits down: whatever this person had on another page comes here.</summary>
    public static async Task<(LabellingPage Page, Wire.Leased Leased)> OpenedBy(Visitor visitor, long set)
    {
        var page = await Of(visitor, set);
        return (page, await page.Leases(opening: true));
    }

    public async Task<Wire.Leased> Leases(bool opening = false, params IEnumerable<long> holding) =>
        (await Posts<Wire.Leased>("leases", new { Batch, opening, holding })).Body!;

    public async Task<Wire.Kept> Beats() => (await Reads<Wire.Kept>(
        await _visitor.Sends(HttpMethod.Put, $"{_root}/leases/{Batch}"))).Body!;

    public async Task Leaves(params IEnumerable<long> keep)
    {
        var query = string.Join('&', keep.Select(k => $"keep={k}"));
        using var answer = await _visitor.Sends(HttpMethod.Delete, $"{_root}/leases/{Batch}?{query}");
        Xunit.Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
    }

    public Task<Wire.Answer<Wire.Progress>> Labels(long cluster, params long[] labels) =>
        Decides(new() { Cluster = cluster, Labels = labels });

    public Task<Wire.Answer<Wire.Progress>> Skips(long cluster) => Decides(new() { Cluster = cluster, Kind = "skip" });

    public Task<Wire.Answer<Wire.Progress>> Decides(Wire.Decided decision) =>
        Posts<Wire.Progress>("decisions", decision);

    public Task<Wire.Answer<Wire.Undone>> Undoes(Guid decision, Guid? key = null) =>
        Posts<Wire.Undone>("undos", new { Key = key ?? Guid.NewGuid(), Undoes = decision, Batch });

    public async Task<IReadOnlyList<Wire.Past>> History(long? before = null) =>
        await _visitor.Http.GetFromJsonAsync<List<Wire.Past>>(
            $"{_root}/history{(before is null ? "" : $"?before={before}")}") ?? [];

    public Task<Wire.Answer<Wire.Label>> Creates(string? name, string? key) =>
        Posts<Wire.Label>("labels", new { name, key });

    private async Task<Wire.Answer<T>> Posts<T>(string path, object body) where T : class =>
        await Reads<T>(await _visitor.Sends(HttpMethod.Post, $"{_root}/{path}", body));

    private static async Task<Wire.Answer<T>> Reads<T>(HttpResponseMessage response) where T : class
    {
        using (response)
        {
            var text = await response.Content.ReadAsStringAsync();
            return response.IsSuccessStatusCode
                ? new(response.StatusCode, JsonSerializer.Deserialize<T>(text, JsonSerializerOptions.Web), null)
                : new(response.StatusCode, null, text.StartsWith('{')
                    ? JsonSerializer.Deserialize<Wire.Refused>(text, JsonSerializerOptions.Web) : null);
        }
    }
}
