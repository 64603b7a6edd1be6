namespace TrapTagger.Accounts.Tests;

public sealed class JudgingNames
{
    [Theory]
    [InlineData("Ann@Example.ORG", "Ann@example.org")]
    [InlineData(" ann@bücher.example ", "ann@xn--bcher-kva.example")]
    [InlineData("ann+traps@example.org", "ann+traps@example.org")]
    [InlineData("ann@example.org.", "ann@example.org")]
    [InlineData("ann@example。org。", "ann@example.org")]
    [InlineData("a.n.n@example.org", "a.n.n@example.org")]
    [InlineData("ann@example..org", null)]
    [InlineData("ann@example.org..", null)]
    [InlineData("a..n@example.org", null)]
    [InlineData("ann.@example.org", null)]
    [InlineData(".ann@example.org", null)]
    [InlineData("\"a b\"@example.org", null)]
    [InlineData("ann@exa mple.org", null)]
    [InlineData("ann@[127.0.0.1]", null)]
    [InlineData("ann@example.org\r\nBcc: ben@example.org", null)]
    [InlineData("ann@example.org,ben@example.org", null)]
    [InlineData("аnn@example.org", null)]
    [InlineData(null, null)]
    public void an_address_is_kept_in_one_spelling(string? given, string? kept) =>
        Assert.Equal(kept, EmailRule.Tidy(given));

    [Theory]
    [InlineData("Wild Peru", "WILD  PERÚ!")]
    [InlineData("Wild Peru", "Wіld Реru")]
    [InlineData("Ελληνικά", "ΕΛΛΗΝΙΚΑ")]
    [InlineData("Tiê", "TIE")]
    public void names_that_look_the_same_are_found(string one, string other) =>
        Assert.Equal(Spelling.AtAGlance(one), Spelling.AtAGlance(other));

    [Theory]
    [InlineData("Wild Peru", "Wild Perth")]
    [InlineData("北京", "南京")]
    public void names_that_differ_are_not(string one, string other) =>
        Assert.NotEqual(Spelling.AtAGlance(one), Spelling.AtAGlance(other));

    [Theory]
    [InlineData("Zoë O'Brien-Núñez")]
    [InlineData("علی\u200Cرضا")]
    [InlineData("Nguyễn Thị Ánh")]
    [InlineData("🐆 Jaguar Trust")]
    public void names_of_many_languages_are_taken(string name) =>
        Assert.Null(NameRule.Reject(name, "your name", "Tell us your name."));

    [Theory]
    [InlineData("A\u200BB")]
    [InlineData("A\u202EB")]
    [InlineData("A\uFEFFB")]
    [InlineData("A\u0000B")]
    [InlineData("A\uE000B")]
    [InlineData("A\uD800B")]
    public void names_with_what_cannot_be_seen_are_not(string name) =>
        Assert.NotNull(NameRule.Reject(name, "your name", "Tell us your name."));

    [Theory]
    [InlineData("o\u0302\u0301", "ố")]
    [InlineData("A\u030A", "Å")]
    [InlineData("q\u0301", "q\u0301")]
    public void letters_and_their_marks_become_one(string loose, string whole) =>
        Assert.Equal(whole, Spelling.Compose(loose));

    [Fact]
    public void a_folder_is_found_whatever_the_name()
    {
        Assert.Equal(["a", "a-2", "a-3"], OrganisationFolder.For("A").Take(3));
        Assert.Equal("wild-comp-2", OrganisationFolder.For("Wild comp").First());
        Assert.All(OrganisationFolder.For(new('x', 80)).Take(20), f => Assert.InRange(f.Length, 1, 64));
    }
}
