using System.Globalization;
using TrapTagger.Platform.Imaging;
using TrapTagger.Testing;
using TrapTagger.Testing.Scenes;

namespace TrapTagger.Platform.Tests.Imaging;

public sealed class MakingRenditions
{
    public static readonly TheoryData<string> RealPictures =
    [
        "african_elephants.jpg", "african_elephants_bw.jpg", "african_elephants_cmyk.jpg",
        "african_elephants_with_exif_orientation.jpg", "american_black_bear.jpg", "human.jpg",
        "B013_IMG_0005_empty.jpeg",
    ];

    [Theory]
    [InlineData(3264, 2448, "1600x1200", "400x300")]
    [InlineData(2448, 3264, "1200x1600", "300x400")]
    [InlineData(1600, 900, "1600x900", "400x225")]
    [InlineData(640, 360, "640x360", "400x225")]
    [InlineData(120, 90, "120x90", "120x90")]
    [InlineData(1, 1, "1x1", "1x1")]
    [InlineData(5000, 2, "1600x1", "400x1")]
    public void sizes_fit_and_nothing_is_enlarged(int width, int height, string screen, string thumbnail)
    {
        var renditions = Renditions.Make(Sample.Jpeg(width, height));

        Assert.Equal((width, height), (renditions.Width, renditions.Height));
        Assert.Equal(screen, Size(renditions.Screen));
        Assert.Equal(thumbnail, Size(renditions.Thumbnail));
    }

    [Theory]
    [InlineData(1, "RGWB")]
    [InlineData(2, "GRBW")]
    [InlineData(3, "WBRG")]
    [InlineData(4, "BWGR")]
    [InlineData(5, "RBWG")]
    [InlineData(6, "BRGW")]
    [InlineData(7, "WGRB")]
    [InlineData(8, "GWBR")]
    public void every_orientation_comes_out_upright(int orientation, string clockwise)
    {
        var renditions = Renditions.Make(new Exif { Orientation = orientation }.In(Sample.Jpeg(3000, 2000)));

        var (width, height) = orientation < 5 ? (3000, 2000) : (2000, 3000);
        Assert.Equal((width, height), (renditions.Width, renditions.Height));
        Assert.Equal(clockwise, Sample.Seen(Decoded(renditions.Screen)));
        Assert.Equal(clockwise, Sample.Seen(Decoded(renditions.Thumbnail)));
    }

    [Theory]
    [InlineData("pngsave_buffer", "", "copy", "")]
    [InlineData("pngsave_buffer", "interlace=true", "copy", "")]
    [InlineData("pngsave_buffer", "bitdepth=16", "colourspace", "space=rgb16")]
    [InlineData("pngsave_buffer", "", "bandjoin_const", "c=255")]
    [InlineData("jpegsave_buffer", "interlace=true", "copy", "")]
    [InlineData("jpegsave_buffer", "", "icc_transform", "input-profile=srgb,output-profile=p3")]
    [InlineData("jpegsave_buffer", "", "icc_transform", "input-profile=srgb,output-profile=cmyk")]
    [InlineData("jpegsave_buffer", "keep=none", "icc_transform", "input-profile=srgb,output-profile=cmyk")]
    [InlineData("webpsave_buffer", "", "copy", "")]
    public void any_encoding_keeps_its_colours(string saver, string options, string operation, string with)
    {
        var screen = Decoded(Renditions.Make(Sample.As(saver, options, operation, with)).Screen);

        Assert.Equal("RGWB", Sample.Seen(screen));
        var (r, g, b) = Sample.Pixel(screen, 75, 50);
        Assert.True(Math.Abs(r - 220) + Math.Abs(g - 30) + Math.Abs(b - 30) < 45, $"red became {r}, {g}, {b}");
    }

    [Theory]
    [InlineData("jpegsave_buffer", "space=b-w")]
    [InlineData("pngsave_buffer", "space=b-w")]
    [InlineData("pngsave_buffer", "space=grey16")]
    public void grey_stays_grey(string saver, string space)
    {
        var screen = Decoded(Renditions.Make(Sample.As(saver, "", "colourspace", space)).Screen);

        var (r, g, b) = Sample.Pixel(screen, 225, 50);
        Assert.Equal((r, r, r), (r, g, b));
        Assert.InRange(r, 130, 190); // the green quarter's luminance
    }

    [Fact]
    public void what_is_transparent_becomes_white()
    {
        var transparent = Sample.As("pngsave_buffer", "", "bandjoin_const", "c=0");

        Assert.Equal("WWWW", Sample.Seen(Decoded(Renditions.Make(transparent).Screen)));
    }

    [Fact]
    public void no_metadata_is_left()
    {
        var photo = new Exif { Make = "SecretMake", Position = (-24.5, 31.25) }.In(Sample.Jpeg(500, 400));

        var renditions = Renditions.Make(photo);

        Assert.True(photo.AsSpan().IndexOf("SecretMake"u8) >= 0);
        Assert.Equal(-1, renditions.Screen.AsSpan().IndexOf("Exif"u8));
        Assert.Equal(-1, renditions.Thumbnail.AsSpan().IndexOf("Exif"u8));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(100)]
    [InlineData(5000)]
    public void a_file_that_lost_its_end_is_refused(int lost)
    {
        var photo = Sample.Jpeg(1000, 800);

        Assert.Equal("The file ends before its picture does.", Refusal(photo[..^lost]));
    }

    [Fact]
    public void a_png_that_lost_its_end_is_refused() =>
        Assert.Equal("The file ends before its picture does.", Refusal(Sample.As("pngsave_buffer", "")[..^30]));

    [Fact]
    public void a_png_whose_check_sum_is_wrong_is_damaged()
    {
        var png = Sample.As("pngsave_buffer", "");
        png[png.Length / 2] ^= 0xFF;

        Assert.Equal("The file's picture is damaged.", Refusal(png));
    }

    [Fact]
    public void a_jpeg_with_a_few_flipped_bits_is_kept()
    {
        var photo = Sample.Jpeg(1000, 800);
        photo[photo.Length / 2] ^= 0x10;

        Assert.Equal("1000x800", Size(Renditions.Make(photo).Screen));
    }

    [Theory]
    [MemberData(nameof(RealPictures))]
    public void a_real_picture_looks_the_same_small(string name)
    {
        Assert.SkipUnless(Photographs.Exist, Photographs.Absent);
        var photo = Photographs.Read($"edge_cases/{name}");

        var screen = Renditions.Make(photo).Screen;

        var difference = Picture.DecodeStretched(photo, 32, 24).Pixels
            .Zip(Picture.DecodeStretched(screen, 32, 24).Pixels, (a, b) => Math.Abs(a - b)).Average();
        Assert.InRange(difference, 0, 3);
    }

    private static Rgb Decoded(byte[] rendition) => Picture.DecodeWithin(rendition, int.MaxValue);

    private static string Refusal(byte[] file) =>
        Assert.Throws<UnreadablePictureException>(() => Renditions.Make(file)).Message;

    private static string Size(byte[] rendition)
    {
        var header = PictureHeader.Read(rendition);
        Assert.Equal((PictureFormat.Jpeg, 1), (header.Format, header.Orientation));
        return string.Create(CultureInfo.InvariantCulture, $"{header.Width}x{header.Height}");
    }
}
