using System.Text.RegularExpressions;

namespace TrapTagger.Architecture.Tests;

/// <summary>A module's statements name its own tables, and beside them only views that other modules publish.</summary>
public sealed partial class TablesAndViews
{
    public static TheoryData<string> Modules => [.. Repository.Modules.Where(m => m.Count(c => c == '.') == 1)];

    private static HashSet<string> Published { get; } = Repository.Files
        .Where(f => f.Contains(".Contracts/", StringComparison.Ordinal))
        .Where(f => f.EndsWith("Views.cs", StringComparison.Ordinal))
        .SelectMany(f => Constant().Matches(Repository.Read(f)).Select(m => m.Groups[1].Value))
        .ToHashSet();

    [Fact]
    public void views_are_published() => Assert.Contains("surveys_frame", Published);

    [Theory, MemberData(nameof(Modules))]
    public void a_module_touches_its_own_tables_and_published_views(string module)
    {
        var own = OwnTables(module);
        var strangers = Repository.Sources(module)
            .SelectMany(f => Named(Repository.Read(f)), (file, name) => (file, name))
            .Where(used => !own.Contains(used.name) && !Published.Contains(used.name));

        Assert.Empty(strangers);
    }

    [Theory, MemberData(nameof(Modules))]
    public void a_module_writes_no_view(string module) => Assert.DoesNotContain(
        Repository.Sources(module).SelectMany(f => Written().Matches(Repository.Read(f))
            .Select(m => m.Groups[1].Value + m.Groups[2].Value)),
        Published.Contains);

    [Fact]
    public void the_rule_sees_every_way_to_name_a_table()
    {
        const string code = """"
            const string A = """SELECT x FROM survey s JOIN camera c ON 1 LEFT JOIN site USING (id)""";
            const string B = "UPDATE frame SET a = 1";
            const string C = "INSERT INTO file (id) VALUES (1)";
            await work.InsertNewAsync("label", rows);
            const string D = "DELETE FROM lease";
            const string E = "WITH RECURSIVE known AS (SELECT 1 FROM survey UNION ALL SELECT 2 FROM known) SELECT 1";
            var prose = $"Every survey FROM here";
            """";

        Assert.Equal(["camera", "file", "frame", "label", "lease", "site", "survey"], Named(code).Distinct().Order());
    }

    private static HashSet<string> OwnTables(string module) => Repository.Files
        .Where(f => f.Contains($"/{module}/Migrations/", StringComparison.Ordinal))
        .SelectMany(f => Created().Matches(Repository.Read(f)).Select(m => m.Groups[1].Value))
        .Append("json_each")
        .Append("migration")
        .Append("migration_step")
        .Append("information_schema")
        .Append("sqlite_master")
        .ToHashSet();

    /// <summary>Names of tables inside string constants that are statements, and those passed to an insert.</summary>
    private static IEnumerable<string> Named(string code) =>
        Text().Matches(code).Select(m => m.Value).Where(t => Statement().IsMatch(t))
            .SelectMany(t => Table().Matches(t).Select(m => m.Groups[1].Value)
                .Except(PartsOf().Matches(t).Select(m => m.Groups[1].Value)))
            .Concat(Inserted().Matches(code).Select(m => m.Groups[1].Value));

    [GeneratedRegex("const string \\w+ = \"(\\w+)\"")]
    private static partial Regex Constant();

    [GeneratedRegex("CREATE (?:TABLE|VIEW) (?:IF NOT EXISTS )?(\\w+)")]
    private static partial Regex Created();

    [GeneratedRegex("\"\"\"[\\s\\S]*?\"\"\"|\"(?:[^\"\\\\\\n]|\\\\.)*\"")]
    private static partial Regex Text();

    [GeneratedRegex("\\b(SELECT|UPDATE|DELETE FROM|INSERT|INTO)\\b")]
    private static partial Regex Statement();

    [GeneratedRegex("\\b(?:FROM|JOIN|INTO|UPDATE)\\s+([a-z_]+)\\b(?!\\()")]
    private static partial Regex Table();

    /// <summary>What a statement itself calls a part of it.</summary>
    [GeneratedRegex("\\b(?:WITH|WITH RECURSIVE|,)\\s+([a-z_]+) AS \\(")]
    private static partial Regex PartsOf();

    [GeneratedRegex("Insert(?:New)?Async\\(\\s*\"(\\w+)\"")]
    private static partial Regex Inserted();

    [GeneratedRegex("(?:INSERT INTO|UPDATE|DELETE FROM)\\s+([a-z_]+)|Insert(?:New)?Async\\(\\s*\"(\\w+)\"")]
    private static partial Regex Written();
}
