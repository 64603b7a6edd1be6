using TrapTagger.Platform.Imaging;
using TrapTagger.Testing.Scenes;

namespace TrapTagger.Platform.Tests.Imaging;

public sealed class DecodingForANetwork
{
    [Theory]
    [InlineData(640, 512)]
    [InlineData(77, 301)]
    [InlineData(4001, 3)]
    public void a_stretched_picture_has_exactly_the_size_asked_for(int width, int height)
    {
        var turned = new Exif { Orientation = 6 }.In(Sample.Jpeg(1000, 601));

        var picture = Picture.DecodeStretched(turned, width, height);

        Assert.Equal((width, height, 3 * width * height), (picture.Width, picture.Height, picture.Pixels.Length));
        Assert.Equal("BRGW", Sample.Seen(picture));
    }

    [Fact]
    public void a_letterboxed_picture_is_centred_between_bars()
    {
        var picture = Picture.DecodeLetterboxed(Sample.Jpeg(1000, 500), 640, 641, 114);

        Assert.Equal((640, 641), (picture.Width, picture.Height));
        Assert.Equal((114, 114, 114), Sample.Pixel(picture, 320, 159));
        Assert.NotEqual((114, 114, 114), Sample.Pixel(picture, 320, 160));
        Assert.NotEqual((114, 114, 114), Sample.Pixel(picture, 320, 479));
        Assert.Equal((114, 114, 114), Sample.Pixel(picture, 320, 480));
    }

    [Fact]
    public void a_letterboxed_picture_that_is_smaller_is_enlarged()
    {
        var picture = Picture.DecodeLetterboxed(Sample.Jpeg(30, 60), 200, 200, 0);

        Assert.Equal((0, 0, 0), Sample.Pixel(picture, 49, 100));
        Assert.NotEqual((0, 0, 0), Sample.Pixel(picture, 50, 100));
        Assert.NotEqual((0, 0, 0), Sample.Pixel(picture, 149, 100));
        Assert.Equal((0, 0, 0), Sample.Pixel(picture, 150, 100));
    }

    [Fact]
    public void a_picture_within_a_side_is_never_enlarged()
    {
        var small = Picture.DecodeWithin(Sample.Jpeg(300, 200), 1000);
        var large = Picture.DecodeWithin(Sample.Jpeg(3000, 2000), 1000);

        Assert.Equal((300, 200), (small.Width, small.Height));
        Assert.Equal((1000, 667), (large.Width, large.Height));
    }

    [Fact]
    public void a_png_gives_back_the_very_pixels_it_was_made_of()
    {
        var picture = Sample.Quarters(33, 21);

        Assert.Equal(picture.Pixels, Picture.DecodeWithin(Picture.EncodePng(picture), 100).Pixels);
    }

    [Fact]
    public void a_broken_file_is_refused_with_its_reason() =>
        Assert.Equal(
            "The file ends before its picture does.",
            Assert.Throws<UnreadablePictureException>(
                () => Picture.DecodeStretched(Sample.Jpeg(800, 600).AsMemory(0, 4000), 320, 320)).Message);

    [Fact]
    public void pixels_of_another_size_than_said_are_not_encoded() =>
        Assert.Throws<ArgumentException>(() => Picture.EncodeJpeg(new(new byte[10], 2, 2), 80));
}
