using TrapTagger.Platform.Imaging;

namespace TrapTagger.Platform.Tests.Imaging;

/// <summary>Alone in the process: memory is the process's, and so is libvips's error text.</summary>
[CollectionDefinition(nameof(WorkingInParallel), DisableParallelization = true)]
public sealed class Alone;

[Collection(nameof(WorkingInParallel))]
public sealed class WorkingInParallel
{
    private static readonly (byte[] File, string? Reason)[] Files =
    [
        (Sample.Jpeg(1200, 900), null),
        ([], "The file is empty."),
        (Sample.Jpeg(1200, 900)[..3000], "The file ends before its picture does."),
        (Sample.As("pngsave_buffer", ""), null),
        (DamagedPng(), "The file's picture is damaged."),
        ([.. "GIF89a"u8], "The file is not a JPEG, PNG or WebP picture."),
        (Sample.HollowJpeg(60_000, 60_000, true),
            "The picture is too large: 60000 x 60000 pixels, where the most for its encoding is 60 million."),
    ];

    [Fact]
    public void each_file_is_given_its_own_reason()
    {
        var answers = new string?[Files.Length * 40];

        Parallel.For(0, answers.Length, new() { MaxDegreeOfParallelism = 8 }, i => answers[i] = ReasonFor(i));

        Assert.All(answers, (answer, i) => Assert.Equal(Files[i % Files.Length].Reason, answer));
    }

    [Fact]
    public void memory_is_given_back_by_good_and_bad_files_alike()
    {
        Work(files: 200);
        var before = Environment.WorkingSet;

        Work(files: 400);

        AssertNothingIsHeld();
        Assert.InRange((Environment.WorkingSet - before) / (1024 * 1024), long.MinValue, 64);
    }

    [Fact]
    public void threads_that_come_and_go_leave_nothing_behind()
    {
        for (var i = 0; i < 50; i++)
        {
            var thread = new Thread(() => Renditions.Make(Files[0].File));
            thread.Start();
            thread.Join();
        }

        AssertNothingIsHeld();
    }

    /// <summary>libvips frees a thread's buffers as the thread ends, which is a little after it was joined.</summary>
    private static void AssertNothingIsHeld()
    {
        SpinWait.SpinUntil(() => Native.vips_tracked_get_mem() == 0, TimeSpan.FromSeconds(10));
        Assert.Equal(0, Native.vips_tracked_get_mem());
    }

    private static void Work(int files)
    {
        Parallel.For(0, files, new() { MaxDegreeOfParallelism = 4 }, i => ReasonFor(i));
        GC.Collect();
    }

    private static string? ReasonFor(int file)
    {
        try
        {
            Renditions.Make(Files[file % Files.Length].File);
            return null;
        }
        catch (UnreadablePictureException refused)
        {
            return refused.Message;
        }
    }

    private static byte[] DamagedPng()
    {
        var png = Sample.As("pngsave_buffer", "");
        png[png.Length / 2] ^= 0xFF;
        return png;
    }
}
