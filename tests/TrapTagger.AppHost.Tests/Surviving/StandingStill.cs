using System.Diagnostics;
using TrapTagger.Testing;
using TrapTagger.Testing.Objects;

namespace TrapTagger.AppHost.Tests.Surviving;

/// <summary>
/// A server that takes connections and answers nobody for a minute, as behind a network that is stuck, costs that
/// minute: no work fails, and nobody has to do anything.
/// </summary>
public sealed class StandingStill(ITestOutputHelper output) : IAsyncDisposable
{
    private static readonly TimeSpan Minute = TimeSpan.FromSeconds(60);

    private const string CountFrames = "SELECT count(*) FROM frame";

    private const string FindEnd = """
        SELECT concat(coalesce(sum(frames), 0), ' frames clustered, ', (SELECT count(*) FROM job), ' jobs')
        FROM annotation_set
        """;

    private readonly TemporaryFolder _folder = new();
    private readonly List<LoneProgram> _programs = [];

    [Fact]
    public async Task the_database_for_a_minute_costs_that_minute()
    {
        Assert.SkipUnless(MariaDbServer.IsInstalled, MariaDbServer.Absent);
        var server = new MariaDbServer();

        await Costs(server.CreateDatabase("still"), () => server.Pause(Minute), objects: null);
        server.Stop();
    }

    [Fact]
    public async Task the_object_store_for_a_minute_costs_that_minute()
    {
        var gateway = await ObjectGateway.StartedAsync();
        await using var proxy = await ObjectProxy.BeforeAsync(gateway.Endpoint);

        await Costs(
            LoneProgram.Database(_folder),
            async () =>
            {
                proxy.Gate = Task.Delay(Minute);
                await proxy.Gate;
            },
            gateway.ConnectionString(ObjectGateway.NewBucket(), proxy.Address));
    }

    private async Task Costs(string database, Func<Task> standsStill, string? objects)
    {
        var settings = new Dictionary<string, string> { ["ConnectionStrings__traptagger"] = database };
        if (objects is not null)
        {
            settings["ConnectionStrings__objects"] = objects;
        }
        _programs.AddRange([
            new("TrapTagger.Web", _folder, settings), new("TrapTagger.Worker", _folder, settings)]);
        _programs.ForEach(program => program.Start());
        var (rows, began) = (new SiteRows(database), Stopwatch.StartNew());
        var ann = await Ecologist.CreatesOrganisation(_programs[0]);
        var (_, uploader) = await Ecologist.CreatesSurvey(ann, "Kruger");

        var upload = uploader.Brings(PickedFolder.Make());
        await Eventually.Is(() => rows.Ask<long>(CountFrames), frames => frames > 0, _programs[1].Output);
        await standsStill();
        await upload;
        await Eventually.Is(
            () => rows.Ask<string>(FindEnd), seen => seen == $"{PickedFolder.Frames} frames clustered, 0 jobs",
            _programs[1].Output, limit: 3 * Minute);

        output.WriteLine(FormattableString.Invariant($"done after {began.Elapsed.TotalSeconds:F0} s"));
        Assert.DoesNotMatch("Job \\S+ failed", _programs[1].Output());
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var program in _programs)
        {
            await program.DisposeAsync();
        }
        _folder.Dispose();
    }
}
