namespace TrapTagger.Annotation.Tests.Clustering;

public sealed class RatingAFrame
{
    private static readonly RatedBox Middle = new(0.4, 0.4, 0.2, 0.1, 0.9, true);

    [Fact]
    public void a_larger_animal_is_better() =>
        Assert.True(Rating.Of([Middle with { Height = 0.2 }]) > Rating.Of([Middle]));

    [Fact]
    public void two_are_better_than_one() => Assert.True(Rating.Of([Middle, Middle]) > Rating.Of([Middle]));

    [Theory]
    [InlineData(0.005, 0.4, 0.775)]
    [InlineData(0.8, 0.4, 0.775)]
    [InlineData(0.005, 0.9, 0.55)]
    public void each_edge_that_cuts_it_costs(double left, double top, double share) =>
        Assert.Equal(share * 0.1, Rating.Of([Middle with { Left = left, Top = top }]), 6);

    [Fact]
    public void a_frame_on_which_nothing_counts_is_below_all_others_and_ordered_by_its_best_score()
    {
        var faint = Middle with { Counts = false, Score = 0.2 };

        Assert.True(Rating.Of([faint]) > Rating.Of([faint with { Score = 0.1 }]));
        Assert.True(Rating.Of([faint]) > Rating.Of([]));
        Assert.True(Rating.Of([Middle with { Width = 0.001 }]) > Rating.Of([faint]));
    }
}
