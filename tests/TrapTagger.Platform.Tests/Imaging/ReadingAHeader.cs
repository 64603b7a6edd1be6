using System.Text;
using TrapTagger.Platform.Imaging;
using TrapTagger.Testing;
using TrapTagger.Testing.Scenes;

namespace TrapTagger.Platform.Tests.Imaging;

public sealed class ReadingAHeader
{
    [Fact]
    public void format_size_and_passes_are_told()
    {
        var interlaced = Sample.As("pngsave_buffer", "interlace=true");
        var progressive = Sample.As("jpegsave_buffer", "interlace=true");
        var webp = Sample.As("webpsave_buffer", "Q=80");

        Assert.Equal(new(PictureFormat.Jpeg, 30, 20, 1, false), PictureHeader.Read(Sample.Jpeg(30, 20)));
        Assert.Equal(new(PictureFormat.Png, 300, 200, 1, true), PictureHeader.Read(interlaced));
        Assert.Equal(new(PictureFormat.Jpeg, 300, 200, 1, true), PictureHeader.Read(progressive));
        Assert.Equal(new(PictureFormat.WebP, 300, 200, 1, false), PictureHeader.Read(webp));
    }

    [Fact]
    public void an_orientation_changes_only_the_upright_size()
    {
        var header = PictureHeader.Read(new Exif { Orientation = 6 }.In(Sample.Jpeg(30, 20)));

        Assert.Equal(new(PictureFormat.Jpeg, 30, 20, 6, false), header);
        Assert.Equal((20, 30), (header.UprightWidth, header.UprightHeight));
    }

    [Theory]
    [InlineData(Sample.SvgText)]
    [InlineData("GIF89a\x01\0\x01\0\0\0\0;")]
    [InlineData("II*\0\x08\0\0\0\0\0\0\0\0\0")]
    [InlineData("BM\x46\0\0\0\0\0\0\0")]
    [InlineData("P6 1 1 255 abc")]
    [InlineData("Not a picture at all.")]
    public void other_formats_are_refused_by_their_bytes(string text) =>
        Assert.Equal("The file is not a JPEG, PNG or WebP picture.", Refusal(Encoding.Latin1.GetBytes(text)));

    [Fact]
    public unsafe void no_other_decoder_can_be_reached()
    {
        var svg = Encoding.ASCII.GetBytes(Sample.SvgText);
        fixed (byte* data = svg)
        {
            var (at, length) = ((nint)data, svg.Length);
            Assert.Throws<VipsException>(() => Vips.Load("svgload_buffer", (byte*)at, length, ""));
        }
    }

    [Fact]
    public void an_empty_file_is_refused() => Assert.Equal("The file is empty.", Refusal([]));

    [Fact]
    public void a_file_that_breaks_off_inside_its_header_is_cut_short()
    {
        var photo = new Exif { Make = new('x', 3000) }.In(Sample.Jpeg(30, 20));

        Assert.Equal("The file ends before its picture does.", Refusal(photo[..2000]));
        Assert.Equal("The file ends before its picture does.", Refusal(photo[..3]));
        Assert.Equal("The file ends before its picture does.", Refusal(Sample.PngClaiming(8, 8)[..20]));
        Assert.Equal("The file ends before its picture does.", Refusal(Sample.As("webpsave_buffer", "Q=80")[..14]));
    }

    [Fact]
    public void a_jpeg_without_a_frame_header_is_damaged() =>
        Assert.Equal(
            "The file's picture is damaged.",
            Refusal([0xFF, 0xD8, 0xFF, 0xDA, 0, 8, 1, 1, 0, 0, 63, 0, 0xFF, 0xD9]));

    [Theory]
    [InlineData(15_000, 10_000, false, true)]
    [InlineData(15_001, 10_000, false, false)]
    [InlineData(10_000, 6_000, true, true)]
    [InlineData(10_000, 6_001, true, false)]
    public void a_jpeg_may_claim_only_so_many_pixels(ushort width, ushort height, bool progressive, bool taken)
    {
        var header = PictureHeader.Read(Sample.HollowJpeg(width, height, progressive));

        Assert.Equal((width, height, progressive), (header.Width, header.Height, header.Progressive));
        Assert.Equal(taken, Picture.Reject(header) is null);
    }

    [Fact]
    public void a_png_bomb_is_rejected_by_its_claim()
    {
        var bomb = Sample.PngClaiming(30_000, 30_000);

        const string reason = "The picture is too large: 30000 x 30000 pixels, where the most is 150 million.";
        Assert.Equal(reason, Picture.Reject(PictureHeader.Read(bomb)));
        Assert.Equal(reason, Assert.Throws<UnreadablePictureException>(() => Renditions.Make(bomb)).Message);
    }

    [Fact]
    public void an_end_inside_an_embedded_thumbnail_does_not_count()
    {
        var photo = new Exif { MakerNote = Sample.Jpeg(16, 16) }.In(Sample.Jpeg(30, 20));

        Assert.False(PictureHeader.Read(photo).IsCutShort);
        Assert.True(PictureHeader.Read(photo.AsMemory(0, photo.Length - 2)).IsCutShort);
    }

    [Fact]
    public void filling_before_a_marker_is_skipped()
    {
        var photo = Sample.Jpeg(30, 20);
        byte[] filled = [.. photo[..2], 0xFF, 0xFF, 0xFF, .. photo[2..]];

        Assert.False(PictureHeader.Read(filled).IsCutShort);
        Assert.True(PictureHeader.Read(filled.AsMemory(0, filled.Length - 2)).IsCutShort);
    }

    [Fact]
    public void real_photographs_are_told_apart()
    {
        Assert.SkipUnless(Photographs.Exist, Photographs.Absent);

        var turned = PictureHeader.Read(Photographs.Read("edge_cases/african_elephants_with_exif_orientation.jpg"));
        Assert.Equal((1536, 2048, 6), (turned.Width, turned.Height, turned.Orientation));
        Assert.Equal("The file is empty.", Refusal(Photographs.Read("edge_cases/error_img.JPG")));
        Assert.Equal(
            "The file ends before its picture does.",
            Picture.Reject(PictureHeader.Read(Photographs.Read("edge_cases/african_elephants_truncated_file.jpg"))));
    }

    private static string Refusal(byte[] file) =>
        Assert.Throws<UnreadablePictureException>(() => PictureHeader.Read(file)).Message;
}
