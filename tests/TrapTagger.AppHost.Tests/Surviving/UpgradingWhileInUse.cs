using System.Collections.Concurrent;
using System.Net;
using TrapTagger.Testing;

namespace TrapTagger.AppHost.Tests.Surviving;

/// <summary>
/// An update: web app and worker are stopped and started again, one by one and together, while somebody labels and
/// somebody uploads. Both go on trying, as their pages do, and what was answered is there, once.
/// </summary>
[Collection<OneAfterTheOther>]
public sealed class UpgradingWhileInUse : IAsyncDisposable
{
    private const int Clusters = 150;

    private const string CountClustered =
        "SELECT coalesce(sum(frames), 0) FROM annotation_set WHERE survey_id = @survey";

    private const string ListDecisions =
        "SELECT concat(cluster_id, ' ', client_key) FROM decision WHERE annotation_set_id = @Set";

    private const string ListArrived = "SELECT path FROM file WHERE survey_id = @survey AND state <> 'announced'";

    private readonly TemporaryFolder _folder = new();
    private readonly ConcurrentDictionary<long, Guid> _accepted = [];
    private readonly LoneProgram _web;
    private readonly LoneProgram _worker;
    private readonly SiteRows _rows;
    private readonly ITestOutputHelper _output;
    private int _refused;

    public UpgradingWhileInUse(ITestOutputHelper output)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "It sends signals.");
        _output = output;
        (_web, _worker) = (new("TrapTagger.Web", _folder), new("TrapTagger.Worker", _folder));
        _rows = new(LoneProgram.Database(_folder));
    }

    public async ValueTask DisposeAsync()
    {
        await _worker.DisposeAsync();
        await _web.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task nothing_that_was_accepted_is_lost_or_doubled()
    {
        _web.Start();
        var ann = await Ecologist.CreatesOrganisation(_web);
        _worker.Start();
        await _worker.IsReady();
        var scene = await _rows.HasClusters(Ecologist.Organisation, new SiteScene("North", Clusters));
        var files = PickedFolder.Make();
        var bob = await Ecologist.SignsIn(_web.Address);
        var (survey, uploader) = await Ecologist.CreatesSurvey(ann, "While updating");

        await Task.WhenAll(Labels(bob, scene), uploader.Brings(files), Updates(uploader));
        await Eventually.Is(
            () => _rows.Ask<long>(CountClustered, new { survey }),
            frames => frames == PickedFolder.Frames, _worker.Output);

        _output.WriteLine($"{_accepted.Count} decisions accepted, {_refused} tries while nobody answered");
        Assert.Equal(Clusters, _accepted.Count);
        Assert.Equal(
            _accepted.Select(a => $"{a.Key} {a.Value:N}").Order(),
            (await _rows.Rows<string>(ListDecisions, new { scene.Set })).Order());
        Assert.Equal(Clusters, await _rows.Ask<long>(
            "SELECT clusters_decided FROM annotation_set WHERE id = @Set", new { scene.Set }));
        Assert.Equal(
            files.Select(f => f.Path).Order(StringComparer.Ordinal),
            (await _rows.Rows<string>(ListArrived, new { survey })).Order(StringComparer.Ordinal));
    }

    /// <summary>Twice around: the one, the other, and both, while requests go on between.</summary>
    private async Task Updates(Uploader uploader)
    {
        var requests = uploader.Requests.GetAsyncEnumerator();
        LoneProgram[][] rounds = [[_web], [_worker], [_worker, _web], [_web], [_worker], [_web, _worker]];
        foreach (var round in rounds)
        {
            for (var i = 0; i < 10; i++)
            {
                await requests.MoveNextAsync();
            }
            foreach (var program in round)
            {
                await program.IsReady();
                Assert.Equal(0, await program.Stop());
            }
            foreach (var program in round.Reverse())
            {
                program.Start();
            }
        }
        while (await requests.MoveNextAsync())
        {
        }
    }

    private async Task Labels(Visitor bob, LabellingScene scene)
    {
        var (jaguar, batch) = (scene.Labels["Jaguar"], (LabellingPage?)null);
        while (_accepted.Count < Clusters)
        {
            batch ??= await Trying(() => LabellingPage.Of(bob, scene.Set));
            var leased = await Trying(() => batch.Leases(opening: _accepted.IsEmpty));
            foreach (var cluster in leased.Ids.Where(id => !_accepted.ContainsKey(id)))
            {
                var decision = new Wire.Decided { Cluster = cluster, Labels = [jaguar] };
                var answer = await Trying(() => batch.Decides(decision));
                Assert.Equal(HttpStatusCode.OK, answer.Status);
                Assert.True(_accepted.TryAdd(cluster, decision.Key));
            }
        }
    }

    /// <summary>As the page's script does: the same again, until somebody answers.</summary>
    private async Task<T> Trying<T>(Func<Task<T>> work)
        where T : class
    {
        return (await Eventually.Is(
            async () =>
            {
                try
                {
                    var answer = await work();
                    return answer is Wire.Answer<Wire.Progress> { Status: HttpStatusCode.ServiceUnavailable }
                        ? null : answer;
                }
                catch (HttpRequestException)
                {
                    Interlocked.Increment(ref _refused);
                    return null;
                }
            },
            answer => answer is not null, _web.Output))!;
    }
}
