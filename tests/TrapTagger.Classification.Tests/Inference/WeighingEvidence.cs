using TrapTagger.Classification.Inference;

namespace TrapTagger.Classification.Tests.Inference;

public sealed class WeighingEvidence
{
    private static readonly ModelCard Network = new("network", "1", "MIT", "", "", Threshold: 0.3);

    [Theory]
    [InlineData(0, 1, 0)]
    [InlineData(-0.5, 1, 0)]
    [InlineData(1, 0.05, 0.5)]
    [InlineData(4, 0.05, 0.8)]
    [InlineData(20, 0, 0.8)]
    public void motion_s_odds_are_raised_or_lowered_by_the_network(double contrast, double network, double score) =>
        Assert.Equal(score, Evidence.Moving(contrast, network), 0.0001);

    [Fact]
    public void one_thing_seen_twice_is_the_box_further_above_its_threshold()
    {
        var box = new Box(0.1, 0.1, 0.5, 0.5);
        var network = new Detection(Category.Person, 0.45, box, Network);
        var motion = new Detection(Category.Animal, 0.9, box with { Width = 0.45 }, Evidence.BurstMotion);
        var apart = new Detection(Category.Animal, 0.06, new(0.7, 0.7, 0.2, 0.2), Network);

        Assert.Equal([network, apart], Evidence.Distinct([motion, apart, network]));
    }

    [Fact]
    public void a_box_counts_from_its_model_s_threshold()
    {
        Assert.True(new Detection(Category.Animal, 0.3, Box.Whole, Network).Counts);
        Assert.False(new Detection(Category.Animal, 0.79, Box.Whole, Evidence.BurstMotion).Counts);
    }
}
