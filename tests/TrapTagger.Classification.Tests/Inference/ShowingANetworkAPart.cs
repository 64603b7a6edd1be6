using FsCheck;
using FsCheck.Fluent;
using TrapTagger.Classification.Inference;
using TrapTagger.Platform.Imaging;

namespace TrapTagger.Classification.Tests.Inference;

public sealed class ShowingANetworkAPart
{
    private static readonly NetworkInput Plain = new(
        "image", 8, 8, Layout.Nchw, Channels.Rgb, Resize.Stretch, Pad: 7, Scale: 1, [0, 0, 0], [1, 1, 1]);

    [Fact]
    public void colours_are_planes_of_their_own()
    {
        var shown = Shown.Of(Filled(4, 4, 10, 20, 30), Box.Whole, new(2, 3), Plain);

        Assert.Equal([1, 3, 3, 2], shown.Shape);
        Assert.Equal([.. Six(10), .. Six(20), .. Six(30)], shown.Values);
    }

    [Fact]
    public void colours_are_interleaved_or_turned_round_where_the_network_wants_it()
    {
        var input = Plain with { Layout = Layout.Nhwc, Channels = Channels.Bgr };

        var shown = Shown.Of(Filled(4, 4, 10, 20, 30), Box.Whole, new(2, 1), input);

        Assert.Equal([1, 1, 2, 3], shown.Shape);
        Assert.Equal([30, 20, 10, 30, 20, 10], shown.Values);
    }

    [Fact]
    public void pixels_are_normalised()
    {
        var input = Plain with { Scale = 0.1f, Mean = [1, 2, 3], Deviation = [1, 2, 4] };

        var shown = Shown.Of(Filled(4, 4, 100, 100, 100), Box.Whole, new(1, 1), input);

        Assert.Equal([9, 4, 1.75f], shown.Values);
    }

    [Fact]
    public void a_letterboxed_part_keeps_its_ratio_between_bars()
    {
        var letterboxed = Plain with { Resize = Resize.Letterbox };

        var shown = Shown.Of(Filled(40, 20, 90, 90, 90), Box.Whole, new(4, 4), letterboxed);

        Assert.Equal([.. Row(7), .. Row(90), .. Row(90), .. Row(7)], shown.Values[..16]);
        Assert.Equal(new Box(0, 0.25, 1, 0.5), shown.Filled);
    }

    [Fact]
    public void only_the_part_is_shown()
    {
        var picture = Filled(10, 10, 200, 200, 200);
        picture.Pixels.AsSpan(0, 5 * 10 * 3).Clear();

        var below = Shown.Of(picture, new(0, 0.5, 1, 0.5), new(5, 5), Plain);

        Assert.All(below.Values, value => Assert.Equal(200, value));
    }

    [Theory]
    [InlineData(7, 5)]
    [InlineData(31, 40)]
    public void shrinking_and_enlarging_keep_the_mean(int width, int height)
    {
        var picture = Filled(20, 20, 0, 0, 0);
        new Random(1).NextBytes(picture.Pixels);

        var resized = Resampling.Part(picture, Box.Whole, width, height);

        Assert.Equal(picture.Pixels.Average(value => value), resized.Pixels.Average(value => value), 4.0);
    }

    [Fact]
    public void an_equal_size_changes_nothing()
    {
        var picture = Filled(9, 7, 0, 0, 0);
        new Random(1).NextBytes(picture.Pixels);

        Assert.Equal(picture.Pixels, Resampling.Part(picture, Box.Whole, 9, 7).Pixels);
    }

    [Fact]
    public void a_box_finds_its_way_back_to_the_picture() => Check.QuickThrowOnFailure(Prop.ForAll(
        Boxes.ToArbitrary(), Boxes.ToArbitrary(), (part, box) =>
        {
            var letterboxed = Plain with { Resize = Resize.Letterbox };
            var shown = Shown.Of(Filled(60, 40, 1, 1, 1), part, new(32, 32), letterboxed);
            var seen = new Candidate(Category.Animal, 1, box.Within(shown.Filled));
            return Distance(shown.Place(seen).Box, box.Within(part)) < 1e-9;
        }));

    private static Gen<Box> Boxes =>
        from left in Gen.Choose(0, 50)
        from top in Gen.Choose(0, 50)
        from width in Gen.Choose(10, 50)
        from height in Gen.Choose(10, 50)
        select new Box(left / 100.0, top / 100.0, width / 100.0, height / 100.0);

    private static double Distance(Box a, Box b) =>
        Math.Abs(a.Left - b.Left) + Math.Abs(a.Top - b.Top)
        + Math.Abs(a.Width - b.Width) + Math.Abs(a.Height - b.Height);

    private static Rgb Filled(int width, int height, byte red, byte green, byte blue) =>
        new([.. Enumerable.Range(0, width * height).SelectMany(_ => new[] { red, green, blue })], width, height);

    private static float[] Six(float value) => [value, value, value, value, value, value];

    private static float[] Row(float value) => [value, value, value, value];
}
