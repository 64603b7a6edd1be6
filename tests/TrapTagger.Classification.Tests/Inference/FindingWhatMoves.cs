using TrapTagger.Classification.Inference;

namespace TrapTagger.Classification.Tests.Inference;

public sealed class FindingWhatMoves
{
    private const int Width = 400;
    private const int Height = 300;

    /// <summary>The contrast that makes a mover count without a network's help.</summary>
    private const double Clear = 20;

    private static readonly Plane Ground = GreyScenes.Noise(Width, Height, seed: 1);

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(10)]
    public void something_that_walks_through_is_found_in_every_frame(int frames)
    {
        var motion = Between([.. Enumerable.Range(0, frames).Select(i => Scene(i).With(10 + (35 * i), 150, 50, 30))]);

        foreach (var i in Enumerable.Range(0, frames))
        {
            Assert.Contains(motion.In(i), mover => Matches(mover, 10 + (35 * i), 150, 50, 30));
        }
    }

    [Fact]
    public void something_small_in_one_frame_is_found_there_alone()
    {
        var motion = Between([Scene(0), Scene(1).With(200, 100, 16, 12), Scene(2)]);

        Assert.Contains(motion.In(1), mover => Matches(mover, 200, 100, 16, 12));
        Assert.DoesNotContain(motion.In(0).Concat(motion.In(2)), mover => mover.Contrast > Clear);
    }

    [Fact]
    public void two_animals_are_two_movers()
    {
        var motion = Between([Scene(0), Scene(1).With(40, 200, 40, 30).With(300, 60, 30, 40), Scene(2)]);

        Assert.Contains(motion.In(1), mover => Matches(mover, 40, 200, 40, 30));
        Assert.Contains(motion.In(1), mover => Matches(mover, 300, 60, 30, 40));
    }

    [Fact]
    public void nothing_moves_in_an_unchanged_scene() => Assert.DoesNotContain(Movers(Scene), IsClear);

    [Fact]
    public void the_flash_and_the_exposure_move_nothing() =>
        Assert.DoesNotContain(Movers(i => Exposed(Scene(i), i)), IsClear);

    [Fact]
    public void something_that_walks_while_the_exposure_changes_is_found()
    {
        var motion = Between([.. Enumerable.Range(0, 3)
            .Select(i => Exposed(Scene(i).With(60 + (90 * i), 150, 50, 30), i))]);

        Assert.Contains(motion.In(1), mover => Matches(mover, 150, 150, 50, 30));
    }

    [Fact]
    public void a_shaken_camera_moves_nothing() =>
        Assert.DoesNotContain(Movers(i => Ground.Moved(i, 3 - (2 * i)).Grainy(3, i)), IsClear);

    [Fact]
    public void something_that_moves_before_a_shaken_camera_is_found()
    {
        var motion = Between([.. Enumerable.Range(0, 3).Select(i =>
            Ground.Moved(i, 3 - (2 * i)).Grainy(3, i).With(100 + (60 * i), 150, 50, 30))]);

        Assert.Contains(motion.In(1), mover => Matches(mover, 160, 150, 50, 30));
    }

    [Fact]
    public void leaves_that_flutter_everywhere_move_nothing() => Assert.DoesNotContain(
        Movers(i => Enumerable.Range(0, 150).Aggregate(Scene(i), (scene, leaf) =>
            scene.With((leaf * 67 % 39) * 10, (leaf * 31 % 29) * 10, 6, 6, seed: (leaf * 10) + i))), IsClear);

    [Fact]
    public void a_box_that_changes_stands_out_and_one_beside_it_does_not()
    {
        var motion = Between([Scene(0), Scene(1).With(200, 100, 60, 45), Scene(2)]);

        Assert.True(motion.Contrast(1, BoxOf(200, 100, 60, 45)) > Clear);
        Assert.True(motion.Contrast(1, BoxOf(20, 200, 60, 45)) < 1);
        Assert.True(motion.Contrast(0, BoxOf(200, 100, 60, 45)) < 1);
    }

    [Fact]
    public void the_clock_in_the_information_strip_does_not_move()
    {
        var content = new Box(0, 0.1, 1, 0.9);
        var frames = Enumerable.Range(0, 3).Select(i => Scene(i).With(200, 2, 80, 24, seed: i));

        var motion = Between([.. frames], content);

        Assert.DoesNotContain(Enumerable.Range(0, 3).SelectMany(motion.In), IsClear);
    }

    [Fact]
    public void one_frame_and_frames_without_room_have_no_motion()
    {
        Assert.Null(BurstMotion.Between([Ground], Box.Whole, TestContext.Current.CancellationToken));
        Assert.Null(BurstMotion.Between(
            [new Plane(3, 2), new Plane(3, 2)], Box.Whole, TestContext.Current.CancellationToken));
    }

    [Fact]
    public void black_frames_are_still() => Assert.DoesNotContain(Movers(_ => new Plane(Width, Height)), IsClear);

    private static Plane Exposed(Plane scene, int step) =>
        scene.Changed(value => Math.Min(255, (value * (0.7f + (0.25f * step))) + (10 * step)));

    private static Plane Scene(int grain) => Ground.Grainy(3, grain);

    private static IEnumerable<Mover> Movers(Func<int, Plane> frame)
    {
        var motion = Between([frame(0), frame(1), frame(2)]);
        return Enumerable.Range(0, 3).SelectMany(motion.In);
    }

    private static BurstMotion Between(IReadOnlyList<Plane> frames, Box? content = null) =>
        BurstMotion.Between(frames, content ?? Box.Whole, TestContext.Current.CancellationToken)!;

    private static bool IsClear(Mover mover) => mover.Contrast > Clear;

    private static bool Matches(Mover mover, int left, int top, int width, int height) =>
        mover.Contrast > Clear && mover.Box.Overlap(BoxOf(left, top, width, height)) > 0.5;

    private static Box BoxOf(double left, double top, double width, double height) =>
        new(left / Width, top / Height, width / Width, height / Height);
}
