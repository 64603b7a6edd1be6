using System.Diagnostics;
using TrapTagger.Testing;

namespace TrapTagger.AppHost.Tests.Surviving;

/// <summary>Two workers on one server: when one is gone, the other one does what it had begun.</summary>
[Collection<AloneOnTheMachine>]
public sealed class LosingAWorker(ITestOutputHelper output) : IAsyncDisposable
{
    private const string ListBegun = "SELECT concat(id, ' ', runs) FROM job WHERE state = 'running'";
    private const string ListAll = "SELECT concat(id, ' ', runs) FROM job";

    private const string CountClustered = """
        SELECT concat(coalesce(sum(frames), 0), ' clustered, ', (SELECT count(*) FROM job), ' jobs') FROM annotation_set
        """;

    private readonly TemporaryFolder _folder = new();
    private readonly List<LoneProgram> _programs = [];

    [Fact]
    public async Task what_it_had_begun_is_taken_over_by_the_other_one()
    {
        Assert.SkipUnless(MariaDbServer.IsInstalled, MariaDbServer.Absent);
        var server = new MariaDbServer();
        var database = server.CreateDatabase("two");
        var settings = new Dictionary<string, string> { ["ConnectionStrings__traptagger"] = database };
        _programs.AddRange([
            new("TrapTagger.Web", _folder, settings), new("TrapTagger.Worker", _folder, settings),
            new("TrapTagger.Worker", _folder, settings)]);
        _programs.ForEach(program => program.Start());
        var rows = new SiteRows(database);
        var ann = await Ecologist.CreatesOrganisation(_programs[0]);
        var (_, uploader) = await Ecologist.CreatesSurvey(ann, "Kruger");
        await uploader.Brings(PickedFolder.Make());

        await Eventually.Is(() => Begun(rows), begun => begun.Count > 0);
        await _programs[1].Kill();
        var held = await Begun(rows);
        var since = Stopwatch.StartNew();
        await Eventually.Is(
            async () => held.Intersect(await rows.Rows<string>(ListAll)).Count(), left => left == 0,
            _programs[2].Output);
        output.WriteLine(FormattableString.Invariant(
            $"{held.Count} jobs were running; all were begun again or done {since.Elapsed.TotalSeconds:F1} s later"));

        await Eventually.Is(
            () => rows.Ask<string>(CountClustered), seen => seen == $"{PickedFolder.Frames} clustered, 0 jobs",
            _programs[2].Output);
        server.Stop();
    }

    private static Task<IReadOnlyList<string>> Begun(SiteRows rows) => rows.Rows<string>(ListBegun);

    public async ValueTask DisposeAsync()
    {
        foreach (var program in Enumerable.Reverse(_programs))
        {
            await program.DisposeAsync();
        }
        _folder.Dispose();
    }
}
