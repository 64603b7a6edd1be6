using FsCheck;
using FsCheck.Fluent;
using TrapTagger.Classification.Inference;

namespace TrapTagger.Classification.Tests.Inference;

public sealed class FindingTheDensestBox
{
    private static Gen<Plane> Planes =>
        from width in Gen.Choose(1, 6)
        from height in Gen.Choose(1, 5)
        from values in Gen.Choose(-8, 8).ArrayOf(width * height)
        select new Plane(Array.ConvertAll(values, value => (float)value), width, height);

    [Fact]
    public void no_other_box_holds_more() => Check.QuickThrowOnFailure(Prop.ForAll(Planes.ToArbitrary(), plane =>
    {
        var most = All(plane).Max(cells => cells.Of(plane).Sum(value => value - 1));
        return DensestBox.Find(plane, level: 1) is { } found
            ? found.Of(plane).Sum(value => value - 1) == most
            : most <= 0;
    }));

    [Fact]
    public void a_gap_that_costs_less_than_it_joins_is_in_the_box()
    {
        var plane = new Plane([0, 9, 0, 9, 0, 0, 0, 0, 0, 2], 10, 1);

        Assert.Equal(new Cells(1, 0, 4, 1), DensestBox.Find(plane, level: 1));
    }

    private static IEnumerable<Cells> All(Plane plane) =>
        from left in Enumerable.Range(0, plane.Width)
        from top in Enumerable.Range(0, plane.Height)
        from right in Enumerable.Range(left + 1, plane.Width - left)
        from bottom in Enumerable.Range(top + 1, plane.Height - top)
        select new Cells(left, top, right, bottom);
}
