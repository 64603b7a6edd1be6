using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using TrapTagger.Testing;

namespace TrapTagger.AppHost.Tests.Surviving;

/// <summary>
/// The product with two surveys of the same files: one that nobody disturbs, and one during which the worker and the
/// web app are killed at moments drawn from a seed. TRAPTAGGER_TEST_SEED draws the same again.
/// </summary>
public sealed class DisturbedSite : IAsyncLifetime
{
    private const int WorkerKills = 8;
    private const int WebKills = 3;

    /// <summary>
    /// Rises by one with each file and frame that a step is done with, and by ten when a step begins.
    /// </summary>
    private const string CountProgress = """
        SELECT files_arrived + files_checked
            + (SELECT coalesce(sum(10 + frames_done), 0) FROM detector_run WHERE survey_id = @survey)
            + (SELECT coalesce(sum(10 + frames), 0) FROM annotation_set WHERE survey_id = @survey)
        FROM survey WHERE id = @survey
        """;

    private const string DescribeEnd = """
        SELECT concat(coalesce(sum(frames), 0), ' frames clustered, jobs:',
            (SELECT group_concat(concat(' ', kind, ' ', state, ' ', reason)) FROM job))
        FROM annotation_set WHERE survey_id = @survey
        """;

    private readonly TemporaryFolder _folder = new();
    private readonly LoneProgram _web;
    private readonly LoneProgram _worker;
    private readonly Random _chance;
    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private readonly ConcurrentQueue<string> _story = [];

    public DisturbedSite()
    {
        (_web, _worker) = (new("TrapTagger.Web", _folder), new("TrapTagger.Worker", _folder));
        Rows = new($"{LoneProgram.Database(_folder)};Mode=ReadOnly");
        var chosen = Environment.GetEnvironmentVariable("TRAPTAGGER_TEST_SEED");
        var seed = chosen is null ? Random.Shared.Next() : int.Parse(chosen, CultureInfo.InvariantCulture);
        _chance = new(seed);
        Tell($"TRAPTAGGER_TEST_SEED={seed}");
    }

    internal SiteRows Rows { get; }

    internal IReadOnlyList<PickedFile> Files { get; } = PickedFolder.Make();

    internal string Objects => LoneProgram.Objects(_folder);

    internal long Undisturbed { get; private set; }

    internal long Disturbed { get; private set; }

    /// <summary>How long each time, from its start, until a worker had begun all that the dead one held.</summary>
    internal List<TimeSpan> Recoveries { get; } = [];

    /// <summary>What happened, line by line.</summary>
    internal string Story => string.Join('\n', _story);

    public async ValueTask InitializeAsync()
    {
        _web.Start();
        var ann = await Ecologist.CreatesOrganisation(_web);
        _worker.Start();

        (Undisturbed, var uploader) = await Ecologist.CreatesSurvey(ann, "Undisturbed");
        await uploader.Brings(Files);
        await IsClustered(Undisturbed);
        var whole = (int)await Progress(Undisturbed);
        Tell("the undisturbed survey is done");

        (Disturbed, uploader) = await Ecologist.CreatesSurvey(ann, "Disturbed");
        await Task.WhenAll(uploader.Brings(Files), KillsWeb(uploader), KillsWorker(whole));
        await IsClustered(Disturbed);
        Tell("the disturbed survey is done");
    }

    public async ValueTask DisposeAsync()
    {
        await _worker.DisposeAsync();
        await _web.DisposeAsync();
        _folder.Dispose();
    }

    private async Task KillsWeb(Uploader uploader)
    {
        var moments = Moments(WebKills, Files.Count);
        await foreach (var request in uploader.Requests)
        {
            if (moments.TryPeek(out var moment) && request >= moment)
            {
                moments.Dequeue();
                await Task.Delay(Chance(10));
                await Kill(_web, $"request {request} had begun");
                _web.Start();
            }
        }
    }

    private async Task KillsWorker(int whole)
    {
        foreach (var moment in Moments(WorkerKills, whole))
        {
            await Eventually.Is(() => Progress(Disturbed), done => done >= moment, _worker.Output);
            await Task.Delay(Chance(300));
            await Kill(_worker, $"{await Progress(Disturbed)} of {whole} steps were done");
            if (Chance(3) == 0)
            {
                _worker.Start();
                await Task.Delay(Chance(3000));
                await Kill(_worker, "it had only started");
            }

            await Recovers();
        }
    }

    private async Task Kill(LoneProgram program, string when)
    {
        await program.Kill();
        Tell($"{program.Name} was killed when {when}");
    }

    private async Task Recovers()
    {
        var held = await Rows.Rows<string>(
            "SELECT concat(id, ' ', runs) FROM job WHERE state IN ('scheduled', 'running')");
        var began = Stopwatch.StartNew();
        _worker.Start();
        await Eventually.Is(
            async () => held.Intersect(await Rows.Rows<string>("SELECT concat(id, ' ', runs) FROM job")).Count(),
            left => left == 0, _worker.Output);
        if (held.Count > 0)
        {
            Recoveries.Add(began.Elapsed);
            Tell($"{held.Count} jobs were begun again {began.Elapsed.TotalSeconds:F1} s after the start");
        }
    }

    private Queue<int> Moments(int count, int end) => new(Enumerable.Range(0, count).Select(_ => Chance(end)).Order());

    private int Chance(int end)
    {
        lock (_chance)
        {
            return _chance.Next(end);
        }
    }

    private Task<long> Progress(long survey) => Rows.Ask<long>(CountProgress, new { survey });

    private async Task IsClustered(long survey) => await Eventually.Is(
        () => Rows.Ask<string>(DescribeEnd, new { survey }),
        seen => seen == $"{PickedFolder.Frames} frames clustered, jobs:", _worker.Output);

    private void Tell(string what) => _story.Enqueue($"{_watch.Elapsed.TotalSeconds,5:F1} s  {what}");
}
