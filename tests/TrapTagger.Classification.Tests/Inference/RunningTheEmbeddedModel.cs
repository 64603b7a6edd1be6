using TrapTagger.Classification.Inference;
using TrapTagger.Platform.Imaging;

namespace TrapTagger.Classification.Tests.Inference;

public sealed class RunningTheEmbeddedModel
{
    /// <summary>Asked of TensorFlow.js 4.22 with the original graph: the heat's highest place, column 63 and row 70 of
    /// class "mouse", and the four sizes there.</summary>
    private const double Heat = 0.228344;
    private static readonly double[] Sizes = [144.8222, 77.8363, 149.4720, 80.4399];

    [Fact]
    public void it_sees_what_the_original_sees()
    {
        var (_, onnx) = ModelFolder.Read(EmbeddedModel.Folder);
        var mice = new Dictionary<Category, IReadOnlyList<string>> { [Category.Animal] = ["mouse"] };
        using var network = new Network(EmbeddedModel.Manifest with { Categories = mice }, onnx);

        var best = network.Look(DarkEllipse(), Box.Whole, new(512, 512), TestContext.Current.CancellationToken)[0];

        Assert.Equal(Heat, best.Score, 0.0001);
        Assert.Equal(((63 * 4) - Sizes[0]) / 512, best.Box.Left, 0.0001);
        Assert.Equal(((70 * 4) - Sizes[1]) / 512, best.Box.Top, 0.0001);
        Assert.Equal(((63 * 4) + Sizes[2]) / 512, best.Box.Right, 0.0001);
        Assert.Equal(((70 * 4) + Sizes[3]) / 512, best.Box.Bottom, 0.0001);
    }

    [Fact]
    public void many_callers_share_it()
    {
        var ct = TestContext.Current.CancellationToken;
        var alone = EmbeddedModel.Network.Look(DarkEllipse(), Box.Whole, new(256, 256), ct);

        var together = Enumerable.Range(0, 8).AsParallel().WithDegreeOfParallelism(4)
            .Select(_ => EmbeddedModel.Network.Look(DarkEllipse(), Box.Whole, new(256, 256), ct)).ToList();

        Assert.NotEmpty(alone);
        Assert.All(together, seen => Assert.Equal(alone, seen));
    }

    private static Rgb DarkEllipse()
    {
        var pixels = new byte[512 * 512 * 3];
        for (var i = 0; i < pixels.Length; i++)
        {
            var (x, y, channel) = (i / 3 % 512, i / 3 / 512, i % 3);
            var inside = Math.Pow((x - 256) / 150.0, 2) + Math.Pow((y - 280) / 80.0, 2) < 1;
            pixels[i] = (byte)(inside ? 90 - (20 * channel) : 160 + (((x * 7) + (y * 13)) % 40) - (30 * channel));
        }

        return new(pixels, 512, 512);
    }
}
