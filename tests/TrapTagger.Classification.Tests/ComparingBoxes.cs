namespace TrapTagger.Classification.Tests;

public sealed class ComparingBoxes
{
    [Theory]
    [InlineData(0, 0, 0.5, 0.5, 1)]
    [InlineData(0.25, 0, 0.5, 0.5, 1 / 3.0)]
    [InlineData(0.5, 0.5, 0.5, 0.5, 0)]
    [InlineData(0.1, 0.1, 0.1, 0.1, 0.04)]
    public void overlap_is_what_is_shared_of_both_together(
        double left, double top, double width, double height, double expected)
    {
        var (corner, other) = (new Box(0, 0, 0.5, 0.5), new Box(left, top, width, height));

        Assert.Equal(expected, corner.Overlap(other), 1e-9);
        Assert.Equal(expected, other.Overlap(corner), 1e-9);
    }

    [Fact]
    public void boxes_without_an_area_overlap_nothing() =>
        Assert.Equal(0, default(Box).Overlap(new Box(0, 0, 0, 0)));

    [Fact]
    public void a_box_around_two_holds_both() => Assert.Equal(
        new Box(0.125, 0.25, 0.5, 0.5), new Box(0.125, 0.5, 0.125, 0.25).Around(new(0.375, 0.25, 0.25, 0.125)));

    [Fact]
    public void what_lies_outside_the_frame_is_clipped() =>
        Assert.Equal(new Box(0, 0.5, 0.25, 0.5), new Box(-0.5, 0.5, 0.75, 2).Clipped());

    [Fact]
    public void a_part_s_box_is_the_frame_s_and_back()
    {
        var part = new Box(0.5, 0.25, 0.5, 0.5);

        Assert.Equal(new Box(0.75, 0.5, 0.125, 0.25), new Box(0.5, 0.5, 0.25, 0.5).Within(part));
        Assert.Equal(new Box(0.5, 0.5, 0.25, 0.5), new Box(0.75, 0.5, 0.125, 0.25).Seen(part));
    }
}
