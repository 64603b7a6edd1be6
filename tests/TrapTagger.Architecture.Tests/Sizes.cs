namespace TrapTagger.Architecture.Tests;

/// <summary>Where a file stops: split the idea out before it grows past these lines.</summary>
public sealed class Sizes
{
    [Fact]
    public void there_are_files_to_measure() => Assert.True(Repository.Files.Count(f => Limit(f) > 0) > 50);

    [Fact]
    public void no_file_is_longer_than_its_kind_may_be() => Passes(
        from file in Repository.Files
        where Limit(file) > 0
        let lines = Repository.Read(file).Count(c => c == '\n')
        where lines > Limit(file)
        select $"{file} has {lines} lines, more than {Limit(file)}");

    [Fact]
    public void no_line_of_code_is_longer_than_120_letters() => Passes(
        from file in Repository.Files
        where Path.GetExtension(file) is ".cs" or ".razor" or ".js" or ".mjs"
        from line in Repository.Read(file).Split('\n').Index()
        where line.Item.Length > 120
        select $"{file}({line.Index + 1}) has {line.Item.Length} letters");

    [Theory]
    [InlineData("Modules/X/Y.cs", 200)]
    [InlineData("tests/X/Y.cs", 250)]
    [InlineData("Modules/X/wwwroot/y.js", 150)]
    [InlineData("Modules/X/Migrations/0001_create_x.sql", 0)]
    public void each_kind_of_file_has_its_limit(string file, int limit) => Assert.Equal(limit, Limit(file));

    /// <summary>A failure lists every offender; assertions on collections and texts cut the list short.</summary>
    private static void Passes(IEnumerable<string> offenders)
    {
        var list = string.Join('\n', offenders);
        Assert.True(list.Length == 0, list);
    }

    private static int Limit(string file) => Path.GetExtension(file) switch
    {
        ".cs" => file.StartsWith("tests/", StringComparison.Ordinal) ? 250 : 200,
        ".razor" => 120,
        ".js" or ".mjs" => 150,
        ".css" => 300,
        _ => 0,
    };
}
