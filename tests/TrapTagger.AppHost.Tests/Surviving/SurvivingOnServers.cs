using System.Diagnostics;
using TrapTagger.Testing;
using TrapTagger.Testing.Objects;

namespace TrapTagger.AppHost.Tests.Surviving;

/// <summary>
/// The product on servers, with three workers, while one of all the programs is killed every five seconds. With
/// TRAPTAGGER_TEST_TIMES=63 it is two thousand frames instead of thirty-two.
/// </summary>
[Collection<OneAfterTheOther>]
public sealed class SurvivingOnServers(ITestOutputHelper output) : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    private const string FindEnd = """
        SELECT concat(coalesce(sum(frames), 0), ' frames clustered, ', (SELECT count(*) FROM job), ' jobs, ',
            (SELECT count(*) FROM job WHERE state = 'parked'), ' parked')
        FROM annotation_set WHERE survey_id = @survey
        """;

    private readonly TemporaryFolder _folder = new();
    private readonly List<LoneProgram> _programs = [];
    private readonly Random _chance = new();

    private static int Times =>
        int.TryParse(Environment.GetEnvironmentVariable("TRAPTAGGER_TEST_TIMES"), out var times) ? times : 1;

    [Fact]
    public async Task nothing_is_lost_or_done_twice_whatever_dies()
    {
        Assert.SkipUnless(MariaDbServer.IsInstalled, MariaDbServer.Absent);
        var gateway = await ObjectGateway.StartedAsync();
        await using var redis = await RedisServer.StartAsync();
        var database = new MariaDbServer();
        var settings = new Dictionary<string, string>
        {
            ["ConnectionStrings__traptagger"] = database.CreateDatabase("t"),
            ["ConnectionStrings__objects"] = gateway.ConnectionString(ObjectGateway.NewBucket()),
            ["ConnectionStrings__redis"] = redis.Address,
        };
        _programs.AddRange([
            new("TrapTagger.Web", _folder, settings),
            .. Enumerable.Range(1, 3).Select(_ => new LoneProgram("TrapTagger.Worker", _folder, settings))]);
        _programs.ForEach(program => program.Start());
        var ann = await Ecologist.CreatesOrganisation(_programs[0]);
        var (files, rows) = (PickedFolder.Make(Times), new SiteRows(settings["ConnectionStrings__traptagger"]));

        var (calm, calmly) = await Survey(ann, "Calm", files, rows);
        using var done = new CancellationTokenSource();
        var killing = Kills(database, redis, gateway, done.Token);
        var (rough, roughly) = await Survey(ann, "Rough", files, rows);
        await done.CancelAsync();
        await killing;
        await Eventually.Is(() => End(rows, rough), seen => seen.EndsWith("0 parked", StringComparison.Ordinal));

        output.WriteLine(FormattableString.Invariant(
            $"{files.Count} files: {calmly.TotalSeconds:F0} s undisturbed, {roughly.TotalSeconds:F0} s disturbed"));
        Assert.Equal(await SurveyRecord.Read(rows, calm, files), await SurveyRecord.Read(rows, rough, files));
        await HasEveryPicture(rows, rough, settings["ConnectionStrings__objects"]);
        database.Stop();
    }

    /// <summary>The bucket is asked itself: a row may speak of an object that a dying server lost.</summary>
    private static async Task HasEveryPicture(SiteRows rows, long survey, string objects)
    {
        var wanted = await rows.Rows<string>("""
            SELECT original_key FROM surveys_frame WHERE survey_id = @survey
            UNION SELECT screen_key FROM surveys_frame WHERE survey_id = @survey
            UNION SELECT thumbnail_key FROM surveys_frame WHERE survey_id = @survey
            """, new { survey });
        var found = await BucketContent.SizesAsync(objects);

        Assert.NotEmpty(wanted);
        Assert.DoesNotContain(wanted, key => found.GetValueOrDefault(key) == 0);
    }

    private async Task<(long Survey, TimeSpan Took)> Survey(
        Visitor ann, string name, IReadOnlyList<PickedFile> files, SiteRows rows)
    {
        var began = Stopwatch.StartNew();
        var (survey, uploader) = await Ecologist.CreatesSurvey(ann, name);
        await uploader.Brings(files);
        var frames = files.Count - PickedFolder.Duplicates - PickedFolder.Broken;
        await Eventually.Is(
            () => End(rows, survey), seen => seen == $"{frames} frames clustered, 0 jobs, 0 parked",
            () => _programs[1].Output(), TimeSpan.FromMinutes(4 * Times));
        return (survey, began.Elapsed);
    }

    /// <summary>What the database says, if it can be asked in this moment.</summary>
    private static async Task<string> End(SiteRows rows, long survey)
    {
        try
        {
            return await rows.Ask<string>(FindEnd, new { survey });
        }
        catch (MySqlConnector.MySqlException e)
        {
            return e.Message;
        }
    }

    private async Task Kills(MariaDbServer database, RedisServer redis, ObjectGateway gateway, CancellationToken done)
    {
        List<(string Name, Func<Task> KillAndStart)> victims =
        [
            .. _programs.Select(p => (p.Name, (Func<Task>)(async () =>
            {
                await p.Kill();
                p.Start();
            }))),
            ("MariaDB", () => Task.Run(database.Restart)),
            ("Redis", async () =>
            {
                await redis.Stop();
                await redis.Start();
            }),
            ("the object gateway", gateway.Restart),
        ];
        // Once at the beginning: every session in use stands still, and is given up or goes on.
        await database.Pause(Pause);
        using var timer = new PeriodicTimer(Pause);
        while (await timer.WaitForNextTickAsync(CancellationToken.None) && !done.IsCancellationRequested)
        {
            var victim = victims[_chance.Next(victims.Count)];
            output.WriteLine($"{TimeProvider.System.GetLocalNow():T} {victim.Name} is killed");
            await victim.KillAndStart();
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var program in Enumerable.Reverse(_programs))
        {
            await program.DisposeAsync();
        }
        _folder.Dispose();
    }
}
