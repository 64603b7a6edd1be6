using TrapTagger.Classification.Inference;

namespace TrapTagger.Classification.Tests.Inference;

public sealed class DecodingCenterNet
{
    private const int Person = 0;
    private const int Car = 2;
    private const int StopSign = 11;
    private const int Dog = 16;
    private const int Horse = 17;

    private const int Columns = 10;
    private const int Rows = 8;

    private readonly Output _heat = new(new float[80 * Rows * Columns], [1, 80, Rows, Columns]);
    private readonly Output _size = new(new float[4 * Rows * Columns], [1, 4, Rows, Columns]);

    [Fact]
    public void a_peak_becomes_a_box_around_it()
    {
        Heat(Dog, 5, 4, 0.8f);
        Size(5, 4, left: 20, up: 8, right: 20, down: 16);

        var seen = Assert.Single(Decoded());

        Assert.Equal((Category.Animal, 0.8f), (seen.Category, (float)seen.Score));
        Assert.Equal(new Box(0, 0.25, 1, 0.75), seen.Box);
    }

    [Fact]
    public void only_the_highest_of_neighbours_is_a_peak()
    {
        Heat(Dog, 5, 4, 0.8f);
        Heat(Dog, 6, 5, 0.7f);
        Heat(Horse, 4, 4, 0.6f);
        Heat(Horse, 1, 1, 0.5f);

        Assert.Equal([0.8f, 0.5f], Decoded().Select(seen => (float)seen.Score).OrderDescending());
    }

    [Fact]
    public void labels_become_categories_and_the_others_are_dropped()
    {
        Heat(Dog, 1, 1, 0.9f);
        Heat(Person, 1, 2, 0.8f);
        Heat(Car, 5, 5, 0.7f);
        Heat(StopSign, 7, 7, 0.95f);

        Assert.Equal(
            [Category.Animal, Category.Person, Category.Vehicle], Decoded().Select(seen => seen.Category).Order());
    }

    [Fact]
    public void what_is_below_the_score_to_keep_is_forgotten()
    {
        Heat(Dog, 1, 1, 0.049f);
        Heat(Dog, 5, 5, 0.051f);

        Assert.Equal(0.051f, (float)Assert.Single(Decoded()).Score);
    }

    [Fact]
    public void a_box_ends_with_the_picture()
    {
        Heat(Dog, 0, 0, 0.8f);
        Size(0, 0, left: 40, up: 40, right: 400, down: 400);

        Assert.Equal(Box.Whole, Assert.Single(Decoded()).Box);
    }

    private List<Candidate> Decoded() => [.. new CenterNetDecoder().Decode(
        new Dictionary<string, Output> { ["heat"] = _heat, ["size"] = _size }, EmbeddedModel.Manifest)];

    private void Heat(int label, int x, int y, float value) =>
        _heat.Values[(((label * Rows) + y) * Columns) + x] = value;

    private void Size(int x, int y, float left, float up, float right, float down)
    {
        foreach (var (direction, reach) in new[] { left, up, right, down }.Index())
        {
            _size.Values[(((direction * Rows) + y) * Columns) + x] = reach;
        }
    }
}
