using System.Text;
using FsCheck;
using FsCheck.Fluent;
using TrapTagger.Platform.Imaging;
using TrapTagger.Testing;

namespace TrapTagger.Surveys.Tests;

public sealed class CheckingAFile
{
    private static readonly Rgb Grey = new(new byte[3 * 40 * 30], 40, 30);

    [Fact]
    public void jpeg_and_png_are_taken()
    {
        Assert.Null(FileCheck.Reject(Picture.EncodeJpeg(Grey, 80)));
        Assert.Null(FileCheck.Reject(Picture.EncodePng(Grey)));
    }

    [Fact]
    public void an_empty_file_is_set_aside() => Assert.Equal("The file is empty.", FileCheck.Reject(default));

    [Theory]
    [InlineData("<svg xmlns='http://www.w3.org/2000/svg'/>")]
    [InlineData("GIF89a")]
    [InlineData("RIFF....WEBPVP8 ")]
    [InlineData("\0\0\0\x18" + "ftypmp42")]
    [InlineData("x")]
    public void another_format_is_set_aside_whatever_its_name(string text) =>
        Assert.Equal("The file is not a JPEG or PNG picture.", FileCheck.Reject(Encoding.Latin1.GetBytes(text)));

    [Fact]
    public void a_file_without_its_end_is_set_aside() => Assert.Equal(
        "The file ends before its picture does.", FileCheck.Reject(Picture.EncodeJpeg(Grey, 80).AsMemory()[..^2]));

    [Fact]
    public void a_picture_that_claims_too_many_pixels_is_set_aside()
    {
        byte[] hollow =
        [
            0xFF, 0xD8,
            0xFF, 0xC0, 0, 11, 8, 0x80, 0, 0x80, 0, 1, 1, 0x11, 0,
            0xFF, 0xDA, 0, 8, 1, 1, 0, 0, 63, 0,
            0xFF, 0xD9,
        ];

        Assert.Equal(
            "The picture is too large: 32768 x 32768 pixels, where the most is 150 million.", FileCheck.Reject(hollow));
    }

    [Fact]
    public void no_bytes_make_it_fail()
    {
        byte[] jpeg = Picture.EncodeJpeg(Grey, 80);
        Check.QuickThrowOnFailure(Prop.ForAll<byte[], ushort>((bytes, at) =>
        {
            FileCheck.Reject((byte[])[0xFF, 0xD8, 0xFF, .. bytes]);
            FileCheck.Reject((byte[])[0x89, .. "PNG\r\n"u8, 0x1A, (byte)'\n', .. bytes]);
            FileCheck.Reject((byte[])[.. jpeg[..(at % jpeg.Length)], .. bytes, .. jpeg[(at % jpeg.Length)..]]);
        }));
    }

    [Fact]
    public void real_files_are_sorted_as_their_names_say()
    {
        Assert.SkipUnless(Photographs.Exist, Photographs.Absent);

        var refused = Photographs.In("edge_cases").Where(file => FileCheck.Reject(File.ReadAllBytes(file)) is not null);

        Assert.Equal(["african_elephants_truncated_file.jpg", "error_img.JPG"], refused.Select(Path.GetFileName));
    }
}
