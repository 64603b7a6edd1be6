using TrapTagger.Classification.Inference;
using TrapTagger.Platform.Imaging;
using TrapTagger.Testing;

namespace TrapTagger.Classification.Tests.Inference;

/// <summary>Real photographs, by the way they take in the product: original, screen rendition, detector.</summary>
public sealed class MeasuringTheDetector
{
    private readonly Detector _detector = new(EmbeddedModel.Network);

    /// <summary>The share of a true box that a found one must overlap, as detectors are commonly compared at the
    /// lenient end: the true boxes were drawn by eye, and one of them (SDZG1_15) a bird's height too low.</summary>
    private const double Overlap = 0.3;

    [Fact]
    public async Task bursts_with_an_animal_are_found_and_empty_ones_left_alone()
    {
        Assert.SkipUnless(Photographs.Exist, Photographs.Absent);
        var (found, withAnimal, mistaken, empty) = (0, 0, 0, 0);
        foreach (var burst in GroundTruth.Bursts())
        {
            var pictures = burst.Frames.Select(frame => Screen($"peru_s90/S90/{frame.Camera}/{frame.File}")).ToList();
            var seen = await _detector.DetectAsync(pictures, TestContext.Current.CancellationToken);
            if (burst.Category == "animal")
            {
                withAnimal++;
                found += burst.Frames.Zip(seen).Any(pair => Hits(pair.First.Boxes, pair.Second)) ? 1 : 0;
            }
            else if (burst.Category == "empty")
            {
                empty++;
                mistaken += seen.Any(frame => frame.Detections.Any(box => box.Counts)) ? 1 : 0;
            }
        }

        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{found} of {withAnimal} bursts with an animal found, {mistaken} of {empty} empty bursts with a box");
        Assert.Equal((22, 13), (withAnimal, empty));
        Assert.InRange(found, 19, 22);
        Assert.InRange(mistaken, 0, 5);
    }

    [Theory]
    [InlineData("african_elephants.jpg", Category.Animal, 4)]
    [InlineData("african_elephants_bw.jpg", Category.Animal, 4)]
    [InlineData("african_elephants_cmyk.jpg", Category.Animal, 4)]
    [InlineData("african_elephants_with_exif_orientation.jpg", Category.Animal, 4)]
    [InlineData("american_black_bear.jpg", Category.Animal, 1)]
    [InlineData("domestic_cattle.jpg", Category.Animal, 3)]
    [InlineData("domestic_dog.jpg", Category.Animal, 1)]
    [InlineData("human.jpg", Category.Person, 1)]
    public async Task a_photograph_alone_shows_what_is_on_it(string file, Category category, int least)
    {
        Assert.SkipUnless(Photographs.Exist, Photographs.Absent);

        var counting = await Counting(file);

        Assert.All(counting, box => Assert.Equal(category, box.Category));
        Assert.InRange(counting.Count, least, least + 1);
    }

    [Theory]
    [InlineData("blank.jpg")]
    [InlineData("blank2.jpg")]
    [InlineData("blank3.jpg")]
    [InlineData("B013_IMG_0005_empty.jpeg")]
    public async Task a_photograph_of_nothing_has_no_box_that_counts(string file)
    {
        Assert.SkipUnless(Photographs.Exist, Photographs.Absent);

        Assert.Empty(await Counting(file));
    }

    private async Task<List<Detection>> Counting(string file)
    {
        var seen = await _detector.DetectAsync([Screen($"edge_cases/{file}")], TestContext.Current.CancellationToken);
        return [.. seen[0].Detections.Where(box => box.Counts)];
    }

    private static ReadOnlyMemory<byte> Screen(string photograph) =>
        Renditions.Make(Photographs.Read(photograph)).Screen;

    private static bool Hits(IReadOnlyList<Box> truth, LookedAt frame) => frame.Detections.Any(
        found => found.Counts && truth.Any(box => box.Overlap(found.Box) >= Overlap));
}
