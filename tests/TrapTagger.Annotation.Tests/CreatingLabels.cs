using System.Net;
using TrapTagger.Testing;

namespace TrapTagger.Annotation.Tests;

public sealed class CreatingLabels : IAsyncDisposable
{
    private readonly SiteUnderTest _site = new();

    [Fact]
    public async Task a_new_species_can_be_used_at_once_and_reaches_the_other_annotators()
    {
        var scene = await _site.HasClusters(new SiteScene("North", 20));
        var (ann, leased) = await LabellingPage.OpenedBy(await _site.SignedIn("Ann"), scene.Set);
        var (ben, _) = await LabellingPage.OpenedBy(await _site.SignedIn("Ben"), scene.Set);

        var created = await ann.Creates("  Giant   armadillo ", "g");

        Assert.Equal(HttpStatusCode.Created, created.Status);
        Assert.Equal(("Giant armadillo", "g", "species"), (created.Body!.Name, created.Body.Key, created.Body.Kind));
        Assert.InRange(created.Body.Hue, 1, 12);
        Assert.Equal(HttpStatusCode.OK, (await ann.Labels(leased.Ids[0], created.Body.Id)).Status);
        Assert.Contains("Giant armadillo", (await ben.Beats()).Labels.Select(l => l.Name));
    }

    [Fact]
    public async Task of_two_people_who_make_it_at_once_one_makes_it_and_both_have_it()
    {
        var scene = await _site.HasClusters(new SiteScene("North", 1));
        var ann = await LabellingPage.Of(await _site.SignedIn("Ann"), scene.Set);
        var ben = await LabellingPage.Of(await _site.SignedIn("Ben"), scene.Set);

        var answers = await Task.WhenAll(
            Task.Run(() => ann.Creates("Ocelot", "o")), Task.Run(() => ben.Creates("OCELOT", "c")));

        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.Created], answers.Select(a => a.Status).Order());
        Assert.Equal(answers[0].Body?.Id, answers[1].Body?.Id);
        Assert.Equal(1, await _site.Rows.Ask<long>("SELECT count(*) FROM label WHERE name_key = 'ocelot'"));
    }

    [Fact]
    public async Task of_two_people_who_want_one_key_the_second_is_told_what_is_free()
    {
        var scene = await _site.HasClusters(new SiteScene("North", 1));
        var ann = await LabellingPage.Of(await _site.SignedIn("Ann"), scene.Set);

        await ann.Creates("Ocelot", "o");
        var second = await ann.Creates("Opossum", "o");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, second.Status);
        Assert.StartsWith("Key o is Ocelot's. Free are 3, 4, 5", second.Refused?.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, "x", "Give the label a name.")]
    [InlineData("   ", "x", "Give the label a name.")]
    [InlineData("nothing", "x", "Nothing is there already, on key n.")]
    [InlineData("KNOCKED  down", "x", "Knocked Down is there already, on key q.")]
    [InlineData("jaguar", "x", "Jaguar is there already, on key 1.")]
    [InlineData("Tapir", "n", "Key n is Nothing's. Free are 2, 3, 4")]
    [InlineData("Tapir", "1", "Key 1 is Jaguar's. Free are 2, 3, 4")]
    [InlineData("Tapir", null, "Choose a key: one digit or one small letter.")]
    [InlineData("Tapir", "T", "Choose a key: one digit or one small letter.")]
    [InlineData("Tapir", "é", "Choose a key: one digit or one small letter.")]
    [InlineData("Tapir", "12", "Choose a key: one digit or one small letter.")]
    [InlineData("Tapir", "?", "Choose a key: one digit or one small letter.")]
    [InlineData("Ta\u0000pir", "x", "The name holds a letter that can't be shown.")]
    [InlineData("Ta\u202Epir", "x", "The name holds a letter that can't be shown.")]
    [InlineData("Ta\uD800pir", "x", "The name holds a letter that can't be shown.")]
    [InlineData("Pécari 🐗", "x", null)]
    [InlineData("<script>", "0", null)]
    public void what_a_label_may_be(string? name, string? key, string? reason)
    {
        var present = BuiltInLabels.All.Select((l, i) => LabelCard.Of(l.Row(i, 1, 1)))
            .Append(new() { Id = 9, Name = "Jaguar", Key = "1", Kind = LabelKinds.Species }).ToList();

        var seen = LabelNames.Reject(LabelNames.Tidy(name), key, present);

        Assert.Equal(reason, reason is null ? seen : seen?[..Math.Min(seen.Length, reason.Length)]);
    }

    [Fact]
    public void a_name_has_64_letters_at_most()
    {
        Assert.Null(LabelNames.Reject(new('a', 64), "a", []));
        Assert.Equal("Keep the name under 64 letters.", LabelNames.Reject(new('a', 65), "a", []));
    }

    [Fact]
    public void a_set_has_a_label_for_each_key_and_no_more()
    {
        var full = LabelNames.Keys.Select(
            k => new LabelCard { Name = $"Species {k}", Key = $"{k}", Kind = LabelKinds.Species });

        Assert.Equal(
            "Key a is Species a's. Every key is taken: this set can't have more labels.",
            LabelNames.Reject("Tapir", "a", [.. full]));
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();
}
