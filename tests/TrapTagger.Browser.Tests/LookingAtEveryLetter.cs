using System.Net;
using System.Text.RegularExpressions;
using TrapTagger.Testing;

namespace TrapTagger.Browser.Tests;

/// <summary>Every kind of letter as mail programs show it: text, and HTML by day and night, wide and narrow.</summary>
public sealed partial class LookingAtEveryLetter(OpenBrowser browser) : IClassFixture<OpenBrowser>
{
    public static TheoryData<string> Kinds => [.. EveryLetter.Kinds];

    [Fact]
    public void there_are_letters_to_look_at() => Assert.InRange(EveryLetter.Kinds.Count(), 19, 99);

    [Theory, MemberData(nameof(Kinds))]
    public void a_letter_says_the_same_as_text_and_as_html(string kind)
    {
        var letter = EveryLetter.Of(kind);

        var parts = TravellingLetter.Parts(letter);

        Assert.Equal(["text/plain", "text/html"], parts.Select(part => part.Type));
        var text = Flat(parts[0].Words);
        var html = Flat(WebUtility.HtmlDecode(Tag().Replace(parts[1].Words, " ")));
        foreach (var words in (string?[])
            [.. letter.Paragraphs, letter.Button?.Text, letter.Button?.Address, .. letter.Closing])
        {
            Assert.Contains(Flat(words ?? ""), text, StringComparison.Ordinal);
            Assert.Contains(Flat(words ?? ""), html, StringComparison.Ordinal);
        }
        Assert.All(Address().Matches(string.Join(' ', letter.Closing)), address =>
            Assert.Contains($"href=\"{address.Value}\"", parts[1].Words, StringComparison.Ordinal));
        Assert.All(letter.Paragraphs, paragraph => Assert.True(char.IsUpper(paragraph.TrimStart('“')[0]), paragraph));
        Assert.InRange(letter.Subject.Length, 10, 90);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task a_letter_is_in_order_by_day_and_by_night(string kind)
    {
        RunningSite.NeedsABrowser();
        await using var window = await browser.Window();
        var page = await window.NewPageAsync();
        await page.SetContentAsync(TravellingLetter.Parts(EveryLetter.Of(kind))[1].Words);

        await Looks.AtLetter(page, kind);
    }

    private static string Flat(string words) => Space().Replace(words, " ");

    [GeneratedRegex("<[^>]+>")]
    private static partial Regex Tag();

    [GeneratedRegex(@"https://\S+")]
    private static partial Regex Address();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();
}
