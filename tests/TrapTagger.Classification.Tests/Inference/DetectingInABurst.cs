using Microsoft.Extensions.DependencyInjection;
using TrapTagger.Classification.Inference;
using TrapTagger.Platform.Imaging;
using TrapTagger.Testing.Scenes;

namespace TrapTagger.Classification.Tests.Inference;

public sealed class DetectingInABurst : IDisposable
{
    private readonly ServiceProvider _services;
    private readonly IDetector _detector;

    public DetectingInABurst()
    {
        _services = new ServiceCollection().AddInference(new()).BuildServiceProvider();
        _detector = _services.GetRequiredService<IDetector>();
    }

    public void Dispose() => _services.Dispose();

    [Fact]
    public async Task an_animal_that_walks_through_the_night_is_found_in_every_frame()
    {
        var burst = Painted(seed: 2, frames: 3, animal: true);

        var seen = await Detect(burst);

        foreach (var (frame, answer) in burst.Zip(seen))
        {
            var truth = Assert.Single(frame.Boxes);
            Assert.Contains(answer.Detections, found => found is { Counts: true, Category: Category.Animal }
                && found.Box.Overlap(new(truth.X, truth.Y, truth.Width, truth.Height)) > 0.5);
        }
    }

    [Fact]
    public async Task nothing_counts_where_only_light_and_noise_change() => Assert.DoesNotContain(
        (await Detect(Painted(seed: 2, frames: 3, animal: false))).SelectMany(seen => seen.Detections),
        found => found.Counts);

    [Fact]
    public async Task every_box_names_one_of_the_models_and_is_worth_keeping()
    {
        var seen = await Detect(Painted(seed: 3, frames: 3, animal: true));

        var found = seen.SelectMany(frame => frame.Detections).ToList();
        Assert.Equal(["centernet-coco", "burst-motion"], _detector.Models.Select(model => model.Name));
        Assert.All(found, box => Assert.Contains(box.Model, _detector.Models));
        Assert.All(found, box => Assert.InRange(box.Score, 0.05, 1));
        Assert.All(found, box => Assert.Equal(1, box.Box.Clipped().Overlap(box.Box), 1e-9));
    }

    [Fact]
    public async Task a_frame_alone_has_no_motion() => Assert.DoesNotContain(
        (await Detect(Painted(seed: 2, frames: 1, animal: true)))[0].Detections,
        found => found.Model.Name == "burst-motion");

    [Fact]
    public async Task a_frame_that_cannot_be_read_says_why_and_the_others_are_looked_at()
    {
        var burst = Painted(seed: 2, frames: 3, animal: true).ToArray();
        burst[1] = burst[1] with { Jpeg = burst[1].Jpeg[..20_000] };

        var seen = await Detect(burst);

        Assert.Equal([null, "The file ends before its picture does.", null], seen.Select(frame => frame.Failure));
        Assert.Empty(seen[1].Detections);
        Assert.Contains(seen[0].Detections, found => found.Counts);
    }

    [Fact]
    public async Task pictures_of_any_size_are_looked_at()
    {
        ReadOnlyMemory<byte>[] burst = [.. new[] { (1, 1), (3, 2000), (40, 30), (40, 30), (700, 20) }.Select(size =>
            Picture.EncodeJpeg(new(new byte[size.Item1 * size.Item2 * 3], size.Item1, size.Item2), 90))];

        var seen = await _detector.DetectAsync(burst, TestContext.Current.CancellationToken);

        Assert.All(seen, frame => Assert.Null(frame.Failure));
        Assert.Equal(burst.Length, seen.Count);
    }

    [Fact]
    public async Task a_caller_who_gives_up_is_let_go()
    {
        // More frames than any machine looks at in the time that passes before the caller gives up.
        ReadOnlyMemory<byte> frame = Painted(seed: 2, frames: 1, animal: true).Single().Jpeg;
        using var giveUp = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var looking = _detector.DetectAsync([.. Enumerable.Repeat(frame, 200)], giveUp.Token);
        Assert.False(looking.IsCompleted);

        await giveUp.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => looking);
    }

    [Fact]
    public void an_operator_s_own_model_is_looked_for_first()
    {
        var own = Directory.CreateTempSubdirectory("models").FullName;
        Directory.CreateDirectory(Path.Combine(own, "centernet-coco"));
        using var services = new ServiceCollection().AddInference(new() { ModelsFolder = own }).BuildServiceProvider();

        var refusal = Assert.Throws<UnusableModelException>(services.GetRequiredService<IDetector>);

        Assert.Contains(own, refusal.Message, StringComparison.Ordinal);
        Directory.Delete(own, recursive: true);
    }

    private static IReadOnlyList<SceneFrame> Painted(int seed, int frames, bool animal) =>
        new Scene(seed, night: true).Burst(new(2024, 1, 1, 22, 0, seed), frames, animal);

    private Task<IReadOnlyList<LookedAt>> Detect(IEnumerable<SceneFrame> burst) => _detector.DetectAsync(
        [.. burst.Select(frame => (ReadOnlyMemory<byte>)frame.Jpeg)], TestContext.Current.CancellationToken);
}
