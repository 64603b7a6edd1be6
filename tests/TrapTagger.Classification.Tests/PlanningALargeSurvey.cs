using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using TrapTagger.Platform;
using TrapTagger.Platform.Data;
using TrapTagger.Testing;

namespace TrapTagger.Classification.Tests;

/// <summary>A survey of more frames than one run takes.</summary>
public sealed class PlanningALargeSurvey : IAsyncDisposable
{
    /// <summary>Not a divisor of what a run takes, so that a burst lies across its end.</summary>
    private const int Burst = 7;

    private const int BurstsOfAll = PlanDetectionJob.Most / Burst + 5;

    private readonly SiteUnderTest _site = new();
    private readonly ServiceProvider _module;

    public PlanningALargeSurvey() => _module = new ServiceCollection()
        .AddLogging()
        .AddPlatform(new ConfigurationBuilder().AddInMemoryCollection(_site.Settings!).Build())
        .AddClassification()
        .AddDetection()
        .AddSingleton<IDetector, UnusedDetector>()
        .BuildServiceProvider();

    private PlanDetectionJob Job => ActivatorUtilities.CreateInstance<PlanDetectionJob>(_module);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task a_run_takes_so_many_frames_in_whole_bursts_and_the_next_one_the_rest()
    {
        var plan = await HasFrames(BurstsOfAll);

        await Job.RunAsync(plan, Ct);
        var first = await FramesOfOpenRun();
        Assert.InRange(first, PlanDetectionJob.Most - 100, PlanDetectionJob.Most);
        Assert.Equal(0, first % Burst);
        Assert.Equal(first, await FramesAsked());

        await LooksAtWhatWasAsked(plan);
        await Job.RunAsync(plan, Ct);
        Assert.Equal(BurstsOfAll * Burst - first, await FramesOfOpenRun());
    }

    [Fact]
    public async Task a_plan_that_another_run_overtook_is_dropped()
    {
        var plan = await HasFrames(bursts: 1);
        var read = await Job.ReadAsync(plan, Ct);
        await Job.RunAsync(plan, Ct);
        await LooksAtWhatWasAsked(plan);

        var used = await _module.GetRequiredService<RunModels>().EnsureAsync(Ct);
        await Job.WriteAsync(id: SiteRows.NextId(), plan, read, used, Ct);

        Assert.Equal(0, await FramesAsked());
    }

    public async ValueTask DisposeAsync()
    {
        await _module.DisposeAsync();
        await _site.DisposeAsync();
    }

    /// <summary>Frames of one camera that nobody looked at.</summary>
    private async Task<PlanDetection> HasFrames(int bursts)
    {
        var scene = await _site.HasClusters(new SiteScene("Waterhole", bursts, Frames: Burst));
        await _site.Rows.Run("DELETE FROM detection; DELETE FROM detected_frame");
        return new(scene.Survey, scene.Organisation);
    }

    /// <summary>The workers end the run and all of its jobs.</summary>
    private async Task LooksAtWhatWasAsked(PlanDetection plan)
    {
        var db = _module.GetRequiredService<Db>();
        await using var session = await db.OpenAsync(Ct);
        foreach (var job in await Asked())
        {
            await session.InsertAsync("detected_frame", [.. job.Frames.Select(frame => new
            {
                FrameId = frame, SurveyId = plan.Survey, RunId = job.Run,
            })]);
        }
        await _site.Rows.Run("DELETE FROM job; UPDATE detector_run SET open_survey_id = NULL");
    }

    private Task<int> FramesOfOpenRun() =>
        _site.Rows.Ask<int>("SELECT frames FROM detector_run WHERE open_survey_id IS NOT NULL");

    private async Task<int> FramesAsked() => (await Asked()).Sum(job => job.Frames.Count);

    private async Task<IEnumerable<DetectFrames>> Asked() =>
        (await _site.Rows.Rows<string>("SELECT argument FROM job WHERE kind = 'detect-frames'"))
            .Select(argument => JsonSerializer.Deserialize<DetectFrames>(argument)!);

    private sealed class UnusedDetector : IDetector
    {
        public IReadOnlyList<ModelCard> Models => [new("Detector", "1", "MIT", "here", "", 0.2)];

        public Task<IReadOnlyList<LookedAt>> DetectAsync(
            IReadOnlyList<ReadOnlyMemory<byte>> burst, CancellationToken ct) => throw new NotSupportedException();
    }
}
