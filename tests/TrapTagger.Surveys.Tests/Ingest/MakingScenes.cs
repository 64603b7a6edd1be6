using TrapTagger.Platform.Imaging;
using TrapTagger.Testing.Scenes;

namespace TrapTagger.Surveys.Tests;

/// <summary>The made-up photographs must be what other tests take them for.</summary>
public sealed class MakingScenes
{
    private static readonly DateTime Noon = new(2024, 5, 6, 12, 0, 0);

    [Fact]
    public void the_same_seed_gives_the_same_bytes()
    {
        var one = new Scene(3, night: false, 320, 240).Burst(Noon, 2, animal: true);
        var again = new Scene(3, night: false, 320, 240).Burst(Noon, 2, animal: true);
        var other = new Scene(4, night: false, 320, 240).Burst(Noon, 2, animal: true);

        Assert.Equal(one.Select(frame => frame.Jpeg), again.Select(frame => frame.Jpeg));
        Assert.NotEqual(one[0].Jpeg, other[0].Jpeg);
        Assert.NotEqual(one[0].Jpeg, one[1].Jpeg);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void what_moves_is_inside_the_box(bool night)
    {
        var scene = new Scene(5, night);
        var empty = Picture.DecodeWithin(scene.Burst(Noon, 1, animal: false)[0].Jpeg, 1280);
        var frame = scene.Burst(Noon, 1, animal: true)[0];
        var seen = Picture.DecodeWithin(frame.Jpeg, 1280);

        var box = Assert.Single(frame.Boxes);
        var (inside, outside) = (Difference(empty, seen, box), Difference(empty, seen, new(0, 0, 1, 0.3)));

        Assert.InRange(box.X, 0, 1 - box.Width);
        Assert.InRange(box.Y, 0, 1 - box.Height);
        Assert.True(inside > outside + 5, $"{inside:F1} inside the box, {outside:F1} outside");
    }

    [Fact]
    public void the_animal_walks_and_stays_in_sight()
    {
        var boxes = new Scene(6, night: true, 640, 480).Burst(Noon, 10, animal: true).Select(f => f.Boxes[0]).ToList();

        Assert.Distinct(boxes.Select(box => box.X));
        Assert.All(boxes, box => Assert.InRange(box.X, 0.001, 0.999 - box.Width));
    }

    [Fact]
    public void an_empty_burst_has_no_boxes() =>
        Assert.All(new Scene(7, night: false, 320, 240).Burst(Noon, 3, animal: false), f => Assert.Empty(f.Boxes));

    [Fact]
    public void the_file_reads_as_a_camera_s()
    {
        var scene = new Scene(8, night: false, 320, 240) { Camera = new() { Make = "M", Position = (1.5, -2.5) } };

        var frame = scene.Burst(Noon, 2, animal: false)[1];
        var read = PhotoMetadata.Read(frame.Jpeg, TimeProvider.System);

        Assert.Null(FileCheck.Reject(frame.Jpeg));
        Assert.Equal((Noon.AddSeconds(1), Noon.AddSeconds(1)), (frame.TakenAt, read.Taken!.At));
        Assert.Equal(("M", (1.5, -2.5)), (read.Make, read.Position));
    }

    [Fact]
    public void a_survey_s_folder_is_laid_out_by_site_and_camera()
    {
        using var folder = new SurveyFolder();
        var frames = new Scene(9, night: false, 320, 240).Burst(Noon, 2, animal: false);

        folder.Add("Hill", "North", frames);
        var paths = folder.Add("Hill", "North", frames);

        Assert.Equal(["Hill/North/IMG_0003.JPG", "Hill/North/IMG_0004.JPG"], paths);
        Assert.Equal(frames[1].Jpeg, File.ReadAllBytes(Path.Combine(folder.Root, paths[1])));
    }

    private static double Difference(Rgb one, Rgb other, Box box)
    {
        var sum = 0L;
        var count = 0;
        for (var y = (int)(box.Y * one.Height); y < (int)((box.Y + box.Height) * one.Height); y++)
        {
            for (var x = (int)(box.X * one.Width); x < (int)((box.X + box.Width) * one.Width); x++, count++)
            {
                var at = 3 * ((y * one.Width) + x);
                sum += Math.Abs(one.Pixels[at] - other.Pixels[at]);
            }
        }

        return (double)sum / count;
    }
}
