using FsCheck;
using FsCheck.Fluent;
using TrapTagger.Platform.Imaging;
using TrapTagger.Testing;
using TrapTagger.Testing.Scenes;

namespace TrapTagger.Surveys.Tests;

public sealed class ReadingMetadata
{
    private static readonly byte[] Jpeg = Picture.EncodeJpeg(new(new byte[3 * 40 * 30], 40, 30), 80);
    private static readonly DateTime Morning = new(2024, 5, 6, 7, 8, 9);
    private static readonly StoppedClock Clock = new(new(2025, 1, 1, 0, 0, 0, TimeSpan.Zero));

    [Fact]
    public void the_shutter_s_time_is_taken_before_any_other()
    {
        var read = Read(new Exif
        {
            TakenAt = Morning, SubSecond = "25", Offset = "-03:30",
            DigitizedAt = Morning.AddDays(1), ChangedAt = Morning.AddDays(2),
        });

        Assert.Equal(new(Morning.AddMilliseconds(250), "DateTimeOriginal", new TimeSpan(-3, -30, 0)), read.Taken);
        Assert.Equal(DateTimeKind.Unspecified, read.Taken!.At.Kind);
        Assert.Null(read.Note);
    }

    [Fact]
    public void without_it_comes_the_sensor_s_then_the_file_s_own()
    {
        var digitized = Read(new Exif { DigitizedAt = Morning, ChangedAt = Morning.AddDays(2) });
        var changed = Read(new Exif { ChangedAt = Morning });

        Assert.Equal(new(Morning, "DateTimeDigitized", null), digitized.Taken);
        Assert.Equal(new(Morning, "DateTime", null), changed.Taken);
    }

    [Fact]
    public void a_file_without_a_time_has_none_and_needs_no_note()
    {
        var read = Read(new Exif { Make = "SY" });

        Assert.Null(read.Taken);
        Assert.Null(read.Note);
    }

    [Theory]
    [InlineData(1999, 12, 31, "The camera's clock was not set: it showed 1999-12-31 00:00.")]
    [InlineData(2000, 1, 1, null)]
    [InlineData(2025, 1, 1, null)] // 14 hours further east it is afternoon already
    [InlineData(2025, 1, 2, "The camera's clock was ahead: it showed 2025-01-02 00:00.")]
    public void a_time_that_cannot_be_is_not_taken(int year, int month, int day, string? note)
    {
        var read = Read(new Exif { TakenAt = new(year, month, day), ChangedAt = Morning });

        Assert.Equal(note, read.Note);
        Assert.Equal(note is null, read.Taken is not null);
    }

    [Fact]
    public void the_camera_says_who_it_is()
    {
        var read = Read(new Exif { Make = "  RECONYX ", Model = "HP2X\u0001", Serial = new('7', 200) });

        Assert.Equal(("RECONYX", "HP2X", new string('7', 80)), (read.Make, read.Model, read.Serial));
        Assert.Null(Read(new Exif { Make = "   " }).Make);
    }

    [Theory]
    [InlineData(-24.995123, 31.554321)]
    [InlineData(64.1, -21.9)]
    public void a_position_keeps_its_hemispheres(double latitude, double longitude)
    {
        var position = Read(new Exif { Position = (latitude, longitude) }).Position;

        Assert.NotNull(position);
        Assert.Equal(latitude, position.Value.Latitude, 1e-6);
        Assert.Equal(longitude, position.Value.Longitude, 1e-6);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(91, 10)]
    [InlineData(10, 181)]
    public void a_position_that_cannot_be_is_missing(double latitude, double longitude) =>
        Assert.Null(Read(new Exif { Position = (latitude, longitude) }).Position);

    [Fact]
    public void other_formats_say_nothing() =>
        Assert.Equal(new PhotoMetadata(), PhotoMetadata.Read(Picture.EncodePng(new(new byte[12], 2, 2)), Clock));

    [Fact]
    public void no_bytes_make_it_fail()
    {
        var photo = new Exif { TakenAt = Morning, Make = "SY", Position = (1, 2), MakerNote = new byte[90] }.In(Jpeg);
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(2000), Prop.ForAll<byte[], ushort>((bytes, at) =>
        {
            var spoilt = (byte[])photo.Clone();
            bytes.AsSpan(0, Math.Min(bytes.Length, 8)).CopyTo(spoilt.AsSpan(at % 400));
            PhotoMetadata.Read(spoilt, Clock);
            PhotoMetadata.Read(spoilt.AsMemory(0, at % spoilt.Length), Clock);
            PhotoMetadata.Read(bytes, Clock);
        }));
    }

    [Fact]
    public void a_reconyx_maker_note_gives_sequence_serial_and_temperature()
    {
        Assert.SkipUnless(Photographs.Exist, Photographs.Absent);

        var read = PhotoMetadata.Read(Photographs.Read("burrowing_owls/RCNX0712.JPG"), Clock);

        Assert.Equal(new(new(2019, 6, 28, 19, 3, 58), "DateTimeOriginal", null), read.Taken);
        Assert.Equal(("RECONYX", "HF2 PRO COVERT", "HLPXEL09019291"), (read.Make, read.Model, read.Serial));
        Assert.Equal(((1, 3), 27), (read.Sequence, read.Temperature));
    }

    [Fact]
    public void a_reconyx_maker_note_gives_the_time_where_exif_does_not()
    {
        Assert.SkipUnless(Photographs.Exist, Photographs.Absent);

        var read = PhotoMetadata.Read(Photographs.Read("edge_cases/american_black_bear.jpg"), Clock);

        Assert.Equal("Reconyx DateTimeOriginal", read.Taken!.From);
        Assert.Equal(2010, read.Taken.At.Year);
        Assert.Equal("P800BD05003063", read.Serial);
    }

    private static PhotoMetadata Read(Exif exif) => PhotoMetadata.Read(exif.In(Jpeg), Clock);

    private sealed class StoppedClock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
