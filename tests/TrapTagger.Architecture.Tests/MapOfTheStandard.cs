using System.Text.RegularExpressions;

namespace TrapTagger.Architecture.Tests;

/// <summary>What the map of ASVS names for an answer is there: a test, a file, a word of the code.</summary>
public sealed partial class MapOfTheStandard
{
    private const string Map = "Modules/Accounts/decisions/0003-asvs-5-item-by-item.md";

    // Not this file: it holds names that must not be found.
    private static readonly Lazy<string> Code = new(() => string.Join('\n', Repository.Files
        .Where(file => Path.GetExtension(file) is ".cs" or ".js" or ".razor"
            && !file.EndsWith($"{nameof(MapOfTheStandard)}.cs", StringComparison.Ordinal))
        .Select(file => $"{file}\n{Repository.Read(file)}")));

    [Fact]
    public void all_that_it_names_is_there()
    {
        var named = Named(Repository.Read(Map));

        Assert.InRange(named.Count, 80, 400);
        Assert.DoesNotContain(named, name => !IsThere(name));
    }

    [Theory]
    [InlineData("| 1.1.1 | decoded once | `ThereIsNoSuchTest` |", "ThereIsNoSuchTest")]
    [InlineData("| 1.1.1 | decoded once | `NoSuchFile.cs`: `Sizes` |", "NoSuchFile.cs")]
    public void what_is_gone_is_found(string row, string gone) =>
        Assert.Equal([gone], Named(row).Where(name => !IsThere(name)));

    private static bool IsThere(string name) => Regex.IsMatch(Code.Value, $@"\b{Regex.Escape(name)}\b");

    /// <summary>In the last column of its tables: names of classes, and of files of code.</summary>
    private static IReadOnlyList<string> Named(string map) =>
    [
        .. Row().Matches(map).SelectMany(row => Name().Matches(row.Groups[1].Value))
            .Select(name => name.Groups[1].Value).Distinct(),
    ];

    [GeneratedRegex(@"^\| \d[\d., -]* \| [^|]* \| (.*) \|$", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex(@"`([A-Za-z]\w+(?:\.(?:cs|js))?)`")]
    private static partial Regex Name();
}
