using System.Text.RegularExpressions;

namespace TrapTagger.Architecture.Tests;

/// <summary>Rules of conduct that a compiler cannot see.</summary>
public sealed partial class Conduct
{
    private static IEnumerable<string> Product => Repository.Files.Where(f =>
        f.EndsWith(".cs", StringComparison.Ordinal) && !f.StartsWith("tests/", StringComparison.Ordinal));

    [Fact]
    public void raw_html_is_written_by_the_platform_alone() => Assert.DoesNotContain(
        Product.Where(f => !f.StartsWith("Modules/Platform/", StringComparison.Ordinal)),
        f => Repository.Read(f).Contains("MarkupString", StringComparison.Ordinal));

    [Fact]
    public void no_exception_is_caught_without_saying_which() => Assert.Empty(Product
        .SelectMany(f => Swallowed().Matches(Repository.Read(f)), (file, match) => (file, match.Value)));

    [Fact]
    public void nothing_unfinished_is_left_in_the_code() => Assert.DoesNotContain(
        Repository.Files.Where(f => Path.GetExtension(f) is ".cs" or ".razor" or ".js" or ".mjs"),
        f => Unfinished().IsMatch(Repository.Read(f)));

    [Fact]
    public void pages_carry_no_inline_style_or_script() => Assert.Empty(Repository.Files
        .Where(f => f.EndsWith(".razor", StringComparison.Ordinal))
        .SelectMany(f => Inline().Matches(Repository.Read(f)), (file, match) => (file, match.Value)));

    [Fact]
    public void the_rules_see_what_they_should()
    {
        Assert.Matches(Swallowed(), "catch (Exception)\n{");
        Assert.Matches(Swallowed(), "catch\n        {\n        }");
        Assert.DoesNotMatch(Swallowed(), "catch (IOException) when (x)");
        Assert.DoesNotMatch(Swallowed(), "catch\n{\n    scope.Open = false;\n    throw;\n}");
        Assert.Matches(Unfinished(), "// TO" + "DO later");
        Assert.Matches(Inline(), "<p style=\"x\">");
        Assert.Matches(Inline(), "<button onclick=\"x\">");
    }

    [GeneratedRegex(@"catch \(Exception( \w+)?\)\s*\{|catch\s*\{(?![^}]*throw;)")]
    private static partial Regex Swallowed();

    [GeneratedRegex("//.*\\b(TO" + "DO|FIX" + "ME|HA" + "CK)\\b|NotImplemented" + "Exception")]
    private static partial Regex Unfinished();

    [GeneratedRegex("\\sstyle=\"|\\son[a-z]+=\"|<script>|<style")]
    private static partial Regex Inline();
}
