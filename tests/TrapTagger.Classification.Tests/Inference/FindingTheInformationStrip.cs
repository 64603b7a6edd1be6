using TrapTagger.Classification.Inference;

namespace TrapTagger.Classification.Tests.Inference;

public sealed class FindingTheInformationStrip
{
    [Theory]
    [InlineData(0, 255)]
    [InlineData(255, 0)]
    [InlineData(32, 224)]
    public void a_strip_with_text_is_cut_off_wherever_it_is(float ground, float text)
    {
        var above = GreyScenes.Noise(400, 300, seed: 1);
        var below = GreyScenes.Noise(400, 300, seed: 2);
        Strip(above, 0, 12, ground, text);
        Strip(below, 280, 20, ground, text);

        Assert.Equal((13, 300), Rows(above));
        Assert.Equal((0, 279), Rows(below));
    }

    [Fact]
    public void strips_on_both_sides_are_cut_off()
    {
        var frame = GreyScenes.Noise(400, 300, seed: 1);
        Strip(frame, 0, 8, 0, 255);
        Strip(frame, 292, 8, 0, 255);

        Assert.Equal((9, 291), Rows(frame));
    }

    [Fact]
    public void a_scene_without_a_strip_is_left_whole() =>
        Assert.Equal((0, 300), Rows(GreyScenes.Noise(400, 300, seed: 1)));

    [Fact]
    public void a_night_sky_that_fades_into_the_scene_is_no_strip()
    {
        var frame = GreyScenes.Noise(400, 300, seed: 1);
        for (var y = 0; y < 100; y++)
        {
            for (var x = 0; x < 400; x++)
            {
                frame[x, y] *= y / 100f;
            }
        }

        Assert.Equal((0, 300), Rows(frame));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(5, 3)]
    [InlineData(40, 12)]
    public void a_tiny_or_plain_picture_is_left_whole(int width, int height) =>
        Assert.Equal((0, height), Rows(new Plane(width, height)));

    private static (int Top, int Bottom) Rows(Plane frame)
    {
        var content = InformationStrip.Outside(frame);
        return ((int)Math.Round(content.Top * frame.Height), (int)Math.Round(content.Bottom * frame.Height));
    }

    private static void Strip(Plane frame, int top, int height, float ground, float text)
    {
        for (var y = top; y < top + height; y++)
        {
            for (var x = 0; x < frame.Width; x++)
            {
                var letter = x is > 20 and < 160 && (x / 3 % 2) == 0 && y > top + 1 && y < top + height - 2;
                frame[x, y] = letter ? text : ground;
            }
        }
    }
}
