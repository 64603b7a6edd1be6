using System.Security.Cryptography;
using FsCheck;
using FsCheck.Fluent;
using TrapTagger.Platform.Imaging;
using TrapTagger.Testing;
using TrapTagger.Testing.Scenes;

namespace TrapTagger.Surveys.Tests;

public sealed class HashingAPicture
{
    private static readonly byte[] Jpeg = Picture.EncodeJpeg(new(new byte[3 * 40 * 30], 40, 30), 80);

    [Fact]
    public void what_a_file_says_about_its_picture_does_not_count()
    {
        var one = new Exif { Make = "RECONYX", TakenAt = new(2024, 5, 6, 7, 8, 9) }.In(Jpeg);
        var other = new Exif { Make = "BUSHNELL", Serial = "12345" }.In(Jpeg);

        Assert.NotEqual(one, other);
        Assert.Equal(JpegContent.Hash(one), JpegContent.Hash(other));
        Assert.Equal(JpegContent.Hash(Jpeg), JpegContent.Hash(other));
    }

    [Fact]
    public void any_application_segment_or_comment_may_change() =>
        Check.QuickThrowOnFailure(Prop.ForAll<byte[], byte>((content, kind) =>
        {
            byte[] segment = Segment(kind % 17 == 16 ? (byte)0xFE : (byte)(0xE0 + (kind % 17)), content);
            return JpegContent.Hash([.. Jpeg[..2], .. segment, .. Jpeg[2..]]) == JpegContent.Hash(Jpeg);
        }));

    [Fact]
    public void any_other_byte_counts()
    {
        var start = Jpeg.AsSpan().IndexOf([(byte)0xFF, (byte)0xDB]);
        for (var at = start; at < Jpeg.Length; at++)
        {
            var changed = (byte[])Jpeg.Clone();
            changed[at] ^= 1;
            Assert.NotEqual(JpegContent.Hash(Jpeg), JpegContent.Hash(changed));
        }
    }

    [Fact]
    public void padding_before_a_marker_is_passed_over() => Assert.Equal(
        JpegContent.Hash(Jpeg),
        JpegContent.Hash([.. Jpeg[..2], .. Segment(0xE1, [1, 2, 3]), 0xFF, 0xFF, .. Segment(0xE2, [4]), .. Jpeg[2..]]));

    [Fact]
    public void a_file_of_another_format_counts_whole()
    {
        var png = Picture.EncodePng(new(new byte[12], 2, 2));

        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(png)), JpegContent.Hash(png));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData([])), JpegContent.Hash([]));
    }

    [Fact]
    public void segments_that_run_past_the_end_are_not_dropped() => Assert.NotEqual(
        JpegContent.Hash([0xFF, 0xD8, 0xFF, 0xE1, 0xFF, 0xFF, 1]),
        JpegContent.Hash([0xFF, 0xD8, 0xFF, 0xE1, 0xFF, 0xFF, 2]));

    [Fact]
    public void no_bytes_make_it_fail() => Check.QuickThrowOnFailure(Prop.ForAll<byte[], ushort>((bytes, end) =>
        JpegContent.Hash([.. Jpeg[..(end % Jpeg.Length)], .. bytes]).Length == 64
        && JpegContent.Hash([0xFF, 0xD8, 0xFF, .. bytes]).Length == 64));

    [Fact]
    public void real_photographs_all_differ()
    {
        Assert.SkipUnless(Photographs.Exist, Photographs.Absent);
        var files = Photographs.In("burrowing_owls");

        Assert.Distinct(files.Select(file => JpegContent.Hash(File.ReadAllBytes(file))));
    }

    private static byte[] Segment(byte marker, byte[] content) =>
        [0xFF, marker, (byte)((content.Length + 2) >> 8), (byte)(content.Length + 2), .. content];
}
