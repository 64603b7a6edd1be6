using System.Diagnostics;
using TrapTagger.Testing;

namespace TrapTagger.AppHost.Tests.Surviving;

/// <summary>What a worker had begun is done by another one, whether it was killed or asked to stop.</summary>
[Collection<OneAfterTheOther>]
public sealed class LosingAWorker : IAsyncDisposable
{
    private const string ListBegun = "SELECT concat(id, ' ', runs) FROM job WHERE state = 'running'";
    private const string ListAll = "SELECT concat(id, ' ', runs) FROM job";

    private const string CountClustered = """
        SELECT concat(coalesce(sum(frames), 0), ' clustered, ', (SELECT count(*) FROM job), ' jobs') FROM annotation_set
        """;

    private readonly TemporaryFolder _folder = new();
    private readonly List<LoneProgram> _programs = [];
    private readonly MariaDbServer _server;
    private readonly SiteRows _rows;
    private readonly ITestOutputHelper _output;

    public LosingAWorker(ITestOutputHelper output)
    {
        _output = output;
        Assert.SkipUnless(OperatingSystem.IsLinux(), "It sends signals.");
        Assert.SkipUnless(MariaDbServer.IsInstalled, MariaDbServer.Absent);
        _server = new();
        var database = _server.CreateDatabase("t");
        _rows = new(database);
        var settings = new Dictionary<string, string> { ["ConnectionStrings__traptagger"] = database };
        _programs.AddRange([
            new("TrapTagger.Web", _folder, settings), new("TrapTagger.Worker", _folder, settings),
            new("TrapTagger.Worker", _folder, settings)]);
    }

    [Fact]
    public async Task what_a_killed_one_had_begun_is_taken_over_by_the_other_one()
    {
        _programs.ForEach(program => program.Start());
        await BeginsASurvey();

        await _programs[1].Kill();
        var held = await Begun();
        var since = Stopwatch.StartNew();
        await Eventually.Is(
            async () => held.Intersect(await _rows.Rows<string>(ListAll)).Count(), left => left == 0,
            _programs[2].Output);
        _output.WriteLine(FormattableString.Invariant(
            $"{held.Count} jobs were running; all were begun again or done {since.Elapsed.TotalSeconds:F1} s later"));
        Assert.InRange(since.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(30));

        await IsDone();
    }

    [Fact]
    public async Task what_a_stopped_one_had_begun_is_handed_back_at_once_and_has_not_failed()
    {
        _programs[0].Start();
        _programs[1].Start();
        await BeginsASurvey();

        var since = Stopwatch.StartNew();
        Assert.Equal(0, await _programs[1].Stop());
        _output.WriteLine(FormattableString.Invariant(
            $"ended {since.Elapsed.TotalSeconds:F1} s after it was asked to"));
        Assert.InRange(since.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(5));

        Assert.Empty(await Begun());
        Assert.NotEmpty(await _rows.Rows<string>(ListAll));
        Assert.Equal(0, await _rows.Ask<long>("SELECT count(*) FROM job WHERE failures > 0"));
        _programs[2].Start();
        await IsDone();
    }

    private async Task BeginsASurvey()
    {
        var ann = await Ecologist.CreatesOrganisation(_programs[0]);
        var (_, uploader) = await Ecologist.CreatesSurvey(ann, "Kruger");
        await uploader.Brings(PickedFolder.Make());
        await Eventually.Is(Begun, begun => begun.Count > 0);
    }

    private Task<string> IsDone() => Eventually.Is(
        () => _rows.Ask<string>(CountClustered), seen => seen == $"{PickedFolder.Frames} clustered, 0 jobs",
        _programs[2].Output);

    private Task<IReadOnlyList<string>> Begun() => _rows.Rows<string>(ListBegun);

    public async ValueTask DisposeAsync()
    {
        foreach (var program in Enumerable.Reverse(_programs))
        {
            await program.DisposeAsync();
        }
        _server.Stop();
        _folder.Dispose();
    }
}
