namespace TrapTagger.Annotation.Tests;

public sealed class JudgingDecisions
{
    [Theory]
    [InlineData("label", new[] { "species" }, null)]
    [InlineData("label", new[] { "species", "species", "unknown" }, null)]
    [InlineData("label", new[] { "nothing" }, null)]
    [InlineData("skip", new string[0], null)]
    [InlineData("label", new string[0], "Choose a label.")]
    [InlineData("skip", new[] { "species" }, "What is skipped has no label.")]
    [InlineData("undo", new string[0], "A decision is a label or a skip.")]
    [InlineData("label", new[] { "nothing", "species" }, "Nothing can't go with another label.")]
    [InlineData("label", new[] { "species", "knocked_down" }, "Knocked Down can't go with another label.")]
    public void what_a_decision_may_say(string kind, string[] labels, string? reason) =>
        Assert.Equal(reason, DecisionRules.Reject(Request(kind, labels.Length), labels));

    [Fact]
    public void a_label_of_another_set_is_refused() => Assert.Equal(
        "This label is not in the set: reload the page.", DecisionRules.Reject(Request("label", 2), ["species"]));

    [Fact]
    public void a_note_ends_somewhere() => Assert.Equal(
        "Keep the note under 2000 letters.",
        DecisionRules.Reject(Request("label", 1) with { Note = new('a', 2001) }, ["species"]));

    [Theory]
    [InlineData(new int[0], "nothing")]
    [InlineData(new[] { 1 }, null)]
    [InlineData(new[] { 2 }, "people")]
    [InlineData(new[] { 2, 1 }, null)]
    [InlineData(new[] { 2, 3, 1 }, "people")]
    public void what_the_boxes_suggest(int[] categories, string? kind)
    {
        var weak = new BoxCard(0, 0, 1, 1, Category: 3, Score: 0.05, Counts: false, "Detector");

        Assert.Equal(kind, Suggestion.Of([weak, .. categories.Select(c => weak with { Category = c, Counts = true })]));
    }

    private static DecideRequest Request(string kind, int labels) => new()
    {
        Key = Guid.NewGuid(), Cluster = 1, Kind = kind, Labels = [.. Enumerable.Range(1, labels)],
    };
}
